import { bodyHashOf, leafHash, leafOf, verifyInclusion } from '@hub/audit';
import { OrganisationKind, Role } from '@hub/access';
import { AttachmentChecks } from '@hub/attachments';
import { addOrganisation, addPerson, appoint, createTestHub, data, publish, type TestHub, type TestPerson } from '@hub/testing';
import { distribute } from './alerting.js';
import { keysOf, type Proof, verified } from './audit-reading.js';

const SEEN = 'title state version sections { id heading body translations { language heading } } translations { language heading } attachments { id name state } credits { id } releasedToUs { conditions } struck { struckAt }';
/** The bulletin as somebody sees it. */
export interface SeenBulletin {
  title: string; state: string; version: number; sections: { id: string; heading: string; body: string; translations: { language: string; heading: string }[] }[];
  translations: { language: string; heading: string }[]; attachments: { id: string; name: string | null; state: string }[]; credits: { id: string }[]; releasedToUs: { conditions: string | null }[]; struck: unknown[];
}

/** Who takes part: an officer of each of the five, and those who stand beside them. */
export interface Cast {
  readonly npa: TestPerson; readonly approver: TestPerson; readonly successor: TestPerson;
  readonly embassy: TestPerson; readonly iom: TestPerson; readonly harbour: TestPerson; readonly kita: TestPerson;
}

/** One case, and what people do with it through the API. */
export class OneCase {
  /** The bulletin of the case, once it was drafted. */
  id = '';

  constructor(readonly hub: TestHub, readonly cast: Cast) {}

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  async ask(by: TestPerson, query: string, variables: object = {}): Promise<any> {
    return data(await this.hub.graphql(query, { token: by.token, variables }));
  }
  /** Calls a mutation whose input is named like it; what it selects of the payload. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  async act(by: TestPerson, name: string, input: object, selected: string, type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`): Promise<any> {
    return (await this.ask(by, `mutation ($input: ${type}!) { ${name}(input: $input) { ${selected} } }`, { input }))[name];
  }
  /** The code of what is refused. */
  async refused(by: TestPerson, name: string, input: object, selected: string, type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`): Promise<string | undefined> {
    return (await this.hub.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selected} } }`, { token: by.token, variables: { input } })).errors?.[0]?.extensions.code;
  }

  async sees(by: TestPerson): Promise<SeenBulletin | null> {
    return (await this.hub.graphql(`query ($id: ID!) { bulletin(id: $id) { ${SEEN} } }`, { token: by.token, variables: { id: this.id } })).data?.bulletin ?? null;
  }
  /** What each of the five sees: the headings of the sections, or nothing. Whoever sees nothing finds nothing either. */
  async five(): Promise<Record<'npa' | 'embassy' | 'iom' | 'harbour' | 'kita', string[] | null>> {
    const { npa, embassy, iom, harbour, kita } = this.cast;
    const look = async (by: TestPerson): Promise<string[] | null> => {
      const seen = await this.sees(by);
      const listed = (await this.ask(by, '{ bulletins { nodes { id } } }')).bulletins.nodes.length > 0;
      if (listed !== (seen !== null)) throw new Error('a list says otherwise than the bulletin');
      return seen && seen.sections.map(({ heading }) => heading);
    };
    return { npa: await look(npa), embassy: await look(embassy), iom: await look(iom), harbour: await look(harbour), kita: await look(kita) };
  }
  async revision(): Promise<number> {
    return (await this.ask(this.cast.npa, 'query ($id: ID!) { bulletin(id: $id) { revision } }', { id: this.id })).bulletin.revision;
  }
  /** The working copy goes out: one submits it, the other approves exactly that. */
  async goOut(): Promise<void> {
    const revision = await this.revision();
    for (const person of [this.cast.npa, this.cast.approver]) data(await publish(this.hub, person, { id: this.id, revision }));
  }
  /** What somebody was told about the case, in order. */
  async told(by: TestPerson): Promise<string[]> {
    await distribute(this.hub);
    const { alerts } = await this.ask(by, '{ alerts(first: 100) { nodes { kind change bulletinId } } }');
    return alerts.nodes.filter(({ bulletinId }: { bulletinId: string }) => bulletinId === this.id).map(({ kind, change }: { kind: string; change: string | null }) => (change ? `${kind} ${change}` : kind));
  }
  /** Sends a file, has it looked at, and attaches it. */
  async attach(by: TestPerson, name: string, bytes: Buffer): Promise<string> {
    const { upload: { id } } = await this.act(by, 'beginUpload', { name, length: bytes.length }, 'upload { id }');
    await fetch(`${this.hub.url}/uploads/${id}`, { method: 'PATCH', body: new Uint8Array(bytes), headers: { authorization: `Bearer ${by.token}`, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } });
    await this.hub.hub.app.get(AttachmentChecks).run();
    await this.act(by, 'attachFile', { bulletinId: this.id, expectedRevision: await this.revision(), uploadId: id }, 'bulletin { id }');
    return id;
  }
  async download(by: TestPerson, id: string): Promise<{ status: number; bytes: Buffer }> {
    const response = await fetch(`${this.hub.url}/attachments/${id}`, { headers: { authorization: `Bearer ${by.token}` } });
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
  }
  /** Whether the proof of a record in somebody's trail holds, by the pure core alone. */
  async proves(by: TestPerson, entryId: string): Promise<boolean> {
    const { auditInclusionProof: proof } = await this.ask(by, 'query ($id: ID!) { auditInclusionProof(entryId: $id) { leaf link linkSalt bodyHash body bodySalt index treeSize hashes checkpoint } }', { id: entryId }) as { auditInclusionProof: Proof };
    const bytes = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64');
    const { size, root } = verified(proof.checkpoint, await keysOf(this.hub));
    return leafOf({ link: bytes(proof.link), linkSalt: bytes(proof.linkSalt), bodyHash: bytes(proof.bodyHash) }).equals(bytes(proof.leaf))
      && bodyHashOf(bytes(proof.bodySalt), bytes(proof.body)).equals(bytes(proof.bodyHash))
      && verifyInclusion({ leafHash: leafHash(bytes(proof.leaf)), index: BigInt(proof.index), size, proof: proof.hashes.map(bytes), root });
  }
}

/** The police, an embassy, IOM and two NGOs, on a hub of their own. */
export async function oneCase(): Promise<OneCase> {
  const hub = await createTestHub();
  const party = async (name: string, kind: OrganisationKind): Promise<TestPerson> => {
    const id = await addOrganisation(hub, { name, kind });
    const person = await addPerson(hub, id, { roles: [Role.OFFICER, Role.CONTACT_POINT], familyName: name });
    await appoint(hub, id, person.id);
    return person;
  };
  const npa = await party('Police', OrganisationKind.COORDINATOR);
  return new OneCase(hub, {
    npa, approver: await addPerson(hub, npa.organisationId), successor: await addPerson(hub, npa.organisationId),
    embassy: await party('Embassy', OrganisationKind.EMBASSY), iom: await party('IOM', OrganisationKind.INTERNATIONAL_ORGANISATION),
    harbour: await party('Harbour', OrganisationKind.NGO), kita: await party('Kita', OrganisationKind.NGO),
  });
}
