import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, data, type TestHub, type TestPerson } from '@hub/testing';

/** Two organisations, and acts that both hold a record of. */
export class Erasable {
  private readonly circles = new Set<string>();

  private constructor(
    readonly hub: TestHub,
    readonly organisations: readonly [npa: string, ngo: string],
    readonly coordinator: TestPerson,
    readonly contact: TestPerson,
    readonly administrator: TestPerson,
  ) {}

  /** Makes the two, with whoever acts, asks and consents. */
  static async on(hub: TestHub): Promise<Erasable> {
    const npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
    const ngo = await addOrganisation(hub);
    const [coordinator, contact, administrator] = [
      await addPerson(hub, npa, { roles: [Role.COORDINATOR] }), await addPerson(hub, npa, { roles: [Role.CONTACT_POINT] }), await addPerson(hub, ngo, { roles: [Role.ADMINISTRATOR] }),
    ];
    return new Erasable(hub, [npa, ngo], coordinator, contact, administrator);
  }

  /** Enters an act; its detail holds a code that is given back. */
  async act(url = this.hub.url): Promise<string> {
    const n = this.circles.size;
    const code = `E${[n % 26, Math.floor(n / 26) % 26, Math.floor(n / 676)].map((digit) => String.fromCharCode(65 + digit)).join('')}`;
    this.circles.add(code);
    await this.mutate(url, this.coordinator, `createCircle(input: { code: "${code}", names: [{ language: "en", text: "Circle" }], memberIds: ["${this.organisations[1]}"] }) { circle { id } }`);
    return code;
  }

  /** Has the act's erasure asked for and consented to by both. */
  async consented(code: string): Promise<void> {
    const record = (await this.hub.recorded({ action: 'circle.created' })).find(({ holder, detail }) => holder === this.organisations[0] && detail['code'] === code);
    const asked = await this.mutate(this.hub.url, this.contact, `requestAuditErasure(input: { entryId: "${record?.id}", reason: "Wrong person" }) { erasure { id } }`) as { requestAuditErasure: { erasure: { id: string } } };
    await this.mutate(this.hub.url, this.administrator, `consentToAuditErasure(input: { erasureId: "${asked.requestAuditErasure.erasure.id}" }) { erasure { id } }`);
  }

  /** Codes of all acts that can be read, by how many holders. */
  async readable(): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const { detail } of await this.hub.recorded({ action: 'circle.created' })) found.set(String(detail['code']), (found.get(String(detail['code'])) ?? 0) + 1);
    return found;
  }

  /** Those of the codes whose act can be read, looked up in one organisation's trail. */
  async readableOf(codes: readonly string[]): Promise<string[]> {
    const answer = await this.hub.graphql('{ auditTrail(first: 100, filter: { actions: ["circle.created"] }) { nodes { detail } } }', { token: this.contact.token });
    const found = (data(answer).auditTrail.nodes as { detail: { code?: string } }[]).map(({ detail }) => detail.code);
    return codes.filter((code) => found.includes(code));
  }

  /** How many holders have a record of each erasure. */
  async told(): Promise<number[]> {
    const told = new Map<unknown, number>();
    for (const { detail } of await this.hub.recorded({ action: 'audit.erased' })) told.set(detail['erasure'], (told.get(detail['erasure']) ?? 0) + 1);
    return [...told.values()];
  }

  private async mutate(url: string, who: TestPerson, text: string): Promise<unknown> {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${who.token}` }, body: JSON.stringify({ query: `mutation { ${text} }` }) });
    const body = await response.text();
    return data({ ...(JSON.parse(body) as { data: object }), status: response.status, text: body, headers: response.headers });
  }
}
