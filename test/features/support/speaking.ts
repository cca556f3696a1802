import { data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { to } from './alerting.js';

/** Where a name stands then. */
export const SPOKEN_IN = ['threads.subject', 'thread_messages.body', 'proposals.changes', 'proposals.reason', 'translations.body', 'release_requests.purpose', 'outside_requests.contact', 'outside_requests.purpose', 'outside_requests.terms', 'case_records.fields', 'case_persons.fields', 'case_persons.case_id', 'attachments.name'];

/** A bulletin about somebody whose name stands in all that people wrote about it, too: questions, proposals, translations, releases, case records, names of files. */
export async function spokenOf(hub: TestHub, { author, second, reader, third }: Record<'author' | 'second' | 'reader' | 'third', TestPerson>, name: string): Promise<{ id: string; threadId: string; proposalId: string }> {
  const ask = async ({ token }: TestPerson, text: string): Promise<ReturnType<typeof data>> => data(await hub.graphql(text, { token }));
  const { id } = await publishNew(hub, author, second, { tlp: 'AMBER', title: 'A case', ...to(reader.organisationId), sections: [{ heading: 'All', body: `About ${name}` }] });
  const { sections: [section] } = (await ask(reader, `{ bulletin(id: "${id}") { sections { id } } }`)).bulletin;
  const { openThread: { thread } } = await ask(reader, `mutation { openThread(input: { bulletinId: "${id}", subject: "Where is ${name}?", body: "Did ${name.toUpperCase()} arrive in Kobe?", language: "en" }) { thread { id } } }`);
  const { proposeCorrection: { proposal } } = await ask(reader, `mutation { proposeCorrection(input: { bulletinId: "${id}", version: 1, title: "The case of ${name}", sections: [{ id: "${section.id}", body: "${name} went to Osaka" }], reason: "${name} said so" }) { proposal { id } } }`);
  await ask(reader, `mutation { addTranslation(input: { bulletinId: "${id}", sectionId: "${section.id}", version: 1, language: "es", heading: "Todo", body: "Sobre ${name}", label: HUMAN }) { translation { id } } }`);
  await ask(reader, `mutation { requestRelease(input: { bulletinId: "${id}", organisationId: "${third.organisationId}", purpose: "Shelter for ${name}" }) { request { id } } }`);
  await ask(reader, `mutation { requestOutsideRelease(input: { bulletinId: "${id}", readerName: "Dr. Suzuki", readerOrganisation: "Harbour Hospital", contact: "with ${name}", purpose: "To treat ${name}", terms: "Nobody hears of ${name}" }) { request { id } } }`);
  await hub.superuser('INSERT INTO hub.case_records (bulletin_id, number, record_id, fields) VALUES ($1, 1, gen_random_uuid(), $2)', [id, JSON.stringify({ id: 'kept', notes: [`Seen with ${name}`] })]);
  await hub.superuser('INSERT INTO hub.case_persons (bulletin_id, number, person_id, case_id, fields) VALUES ($1, 1, gen_random_uuid(), $2, $3)', [id, `X-${name}`, JSON.stringify({ notes: name })]);
  await hub.superuser(`INSERT INTO hub.attachments (id, organisation_id, person_id, bulletin_id, name, length, received, state, type, size, sha256, created_at, touched_at)
    VALUES (gen_random_uuid(), $1, $2, $3, $4, 1, 1, 'READY', 'application/pdf', 1, '\\x00', $5, $5)`, [author.organisationId, author.id, id, `${name}.pdf`, hub.clock.now()]);
  return { id, threadId: thread.id, proposalId: proposal.id };
}
