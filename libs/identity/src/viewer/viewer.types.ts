import { Role } from '@hub/access';
import { Organisation, Person } from '@hub/parties';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { Field, ObjectType } from '@nestjs/graphql';

/** Who is asking. */
@ObjectType({ description: 'Who is asking.' })
export class Viewer {
  @Field(() => Person, { description: 'The person signed in.' }) person: Person;
  @Field(() => Organisation, { description: "The person's organisation." }) organisation: Organisation;
  @Field(() => [Role], { description: 'What the person may do in the organisation.' }) roles: Role[];
  @Field(() => LanguageTag, { description: 'The language in which the hub speaks to the person.' }) language: string;
}
