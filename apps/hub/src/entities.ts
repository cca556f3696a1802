import * as bulletins from '@hub/bulletins';
import * as identity from '@hub/identity';
import * as parties from '@hub/parties';

type EntityClass = new () => object;

/** The entity classes that a lib exports: those named so. */
const entitiesOf = (lib: object): EntityClass[] =>
  Object.entries(lib).filter(([name, value]) => name.endsWith('Entity') && typeof value === 'function').map(([, value]) => value as EntityClass);

/** All entities of the hub. */
export const ENTITIES: EntityClass[] = [parties, identity, bulletins].flatMap(entitiesOf);
