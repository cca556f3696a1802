import type { HubContext, OperationReads } from '@hub/access';
import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { Circle } from './circle.types.js';
import type { Organisation } from './organisation.types.js';
import { PartyRepository } from './party.repository.js';
import type { Person } from './person.types.js';

interface Loaders {
  readonly organisations: DataLoader<string, Organisation | null>;
  readonly persons: DataLoader<string, Person | null>;
  readonly circles: DataLoader<string, Circle | null>;
}

/** Organisations, persons and circles by id, in batches, as one operation may see them; null for what it may not. */
@Injectable()
export class PartyLoaders {
  /** By what the operation has read: a repetition begins with nothing, so that it meets nothing old here. */
  private readonly loaders = new WeakMap<OperationReads, Loaders>();

  constructor(private readonly repository: PartyRepository) {}

  /** An organisation, with its details. */
  organisation(context: HubContext, id: string): Promise<Organisation | null> {
    return this.of(context).organisations.load(id);
  }

  /** Organisations in the order of the ids; those out of scope are left out. */
  organisations(context: HubContext, ids: readonly string[]): Promise<Organisation[]> {
    return present(this.of(context).organisations, ids);
  }

  /** A person: names, card or nothing, by who asks. */
  person(context: HubContext, id: string): Promise<Person | null> {
    return this.of(context).persons.load(id);
  }

  /** Persons in the order of the ids; those out of scope are left out. */
  persons(context: HubContext, ids: readonly string[]): Promise<Person[]> {
    return present(this.of(context).persons, ids);
  }

  /** A circle. */
  circle(context: HubContext, id: string): Promise<Circle | null> {
    return this.of(context).circles.load(id);
  }

  /** After a change: what was loaded before it is not shown again. */
  forget(context: HubContext): void {
    this.loaders.delete(context.reads);
  }

  private of(context: HubContext): Loaders {
    let loaders = this.loaders.get(context.reads);
    if (!loaders) {
      const { repository } = this;
      loaders = {
        organisations: byId((ids) => repository.organisations(context, ids)),
        persons: byId((ids) => repository.persons(context, ids)),
        circles: byId((ids) => repository.circles(context, ids)),
      };
      this.loaders.set(context.reads, loaders);
    }
    return loaders;
  }
}

function byId<T extends { id: string }>(read: (ids: readonly string[]) => Promise<T[]>): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await read(ids)).map((item) => [item.id, item]));
    return ids.map((id) => found.get(id.toLowerCase()) ?? null);
  });
}

async function present<T>(loader: DataLoader<string, T | null>, ids: readonly string[]): Promise<T[]> {
  const found = await Promise.all(ids.map((id) => loader.load(id)));
  return found.filter((item): item is Awaited<T> & T => item !== null);
}
