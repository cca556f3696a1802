import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, noteEpoch, type OperationReads, type PersonActor, Role, signedIn, withRole } from '@hub/access';
import { hoursOf } from '@hub/alerts';
import { conflict, cutPage, decodeCursor, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { OrganisationEntity, PartyChanges, updateAtRevision } from '@hub/parties';
import { type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import type { SetContactHoursInput } from './register.inputs.js';
import { addAttestation, attestationsOf, contactPage, contactsOf, type ContactRow, enterContactHours, knowsZone, type RegisterKey, revisionOf, toAttest } from './register.repository.js';
import type { Attestation, AttestedContent, Contact, ListedContact } from './register.types.js';

const requireKeeper = ({ actor }: HubContext): PersonActor => withRole(actor, Role.ADMINISTRATOR, Role.CONTACT_POINT);

/** The register of contact points: how each organisation is reached, and that it attests so each year. */
@Injectable()
export class RegisterService {
  /** By what the operation has read: a repetition begins with nothing. */
  private readonly loaders = new WeakMap<OperationReads, DataLoader<string, Contact | null>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: PartyChanges,
  ) {}

  /** A page of the register. */
  async page(context: HubContext, args: PageArgs, overdue: boolean | null): Promise<Page<ListedContact>> {
    const actor = signedIn(context.actor);
    const request = pageRequest<RegisterKey>(args, keyOf);
    return cutPage((await this.read(context, (tx) => contactPage(tx, actor.instant, overdue, request))).map(listed), request);
  }

  /** How one organisation is reached; null where it can't be, or nobody is signed in. Loaded in batches. */
  async contact(context: HubContext, organisationId: string): Promise<Contact | null> {
    if (context.actor.kind !== 'person') return null;
    const { instant } = context.actor;
    let loader = this.loaders.get(context.reads);
    if (!loader) {
      loader = new DataLoader(async (ids) => {
        const found = new Map((await this.read(context, (tx) => contactsOf(tx, instant, ids))).map((row) => [row.organisationId, row]));
        return ids.map((id) => found.get(id) ?? null);
      });
      this.loaders.set(context.reads, loader);
    }
    return loader.load(organisationId);
  }

  /** The own entry and the revision that the next change is based on. */
  async own(context: HubContext): Promise<{ contact: Contact; revision: number }> {
    const { organisationId } = signedIn(context.actor);
    const contact = await this.contact(context, organisationId);
    if (!contact) throw notFound();
    return { contact, revision: await this.read(context, (tx) => revisionOf(tx, organisationId)) };
  }

  /** When and in which languages the own contact point answers. */
  async setHours(context: HubContext, path: string, { expectedRevision, hours, closedDays, languages }: SetContactHoursInput): Promise<void> {
    const actor = requireKeeper(context);
    const values = {
      hours: hours.map((one, index) => hoursOf(one, `input.hours.${index}`)), closedDays: [...new Set(closedDays)].sort(),
      languages: [...new Set(languages)],
    };
    await this.changes.make(context, actor, path, async (tx) => {
      for (const [index, { zone }] of values.hours.entries()) {
        if (!(await knowsZone(tx, zone))) throw invalid(`input.hours.${index}.zone`, 'Is not a time zone such as Asia/Tokyo. / タイムゾーン名が正しくありません。');
      }
      await updateAtRevision(tx, OrganisationEntity, actor.organisationId, expectedRevision, {});
      await enterContactHours(tx, actor.organisationId, values);
      return { action: 'register.hours-set', subjectId: actor.organisationId, detail: { fields: ['closedDays', 'hours', 'languages'] } };
    });
    this.loaders.delete(context.reads);
  }

  /** Attests what stands there. */
  async attest(context: HubContext, path: string, expectedRevision: number): Promise<void> {
    const actor = requireKeeper(context);
    await this.changes.make(context, actor, path, async (tx) => {
      await updateAtRevision(tx, OrganisationEntity, actor.organisationId, expectedRevision, {});
      const id = newId();
      await addAttestation(tx, { id, organisationId: actor.organisationId, attestedAt: actor.instant, attestedById: actor.personId, content: await complete(tx, actor.organisationId) });
      return { action: 'register.attested', subjectId: actor.organisationId, detail: { attestation: id } };
    });
    this.loaders.delete(context.reads);
  }

  /** What the own organisation has attested, the newest first. */
  async attestations(context: HubContext, args: PageArgs): Promise<Page<Attestation>> {
    const { organisationId } = requireKeeper(context);
    const request = pageRequest(args, placeOf);
    return cutPage(await this.read(context, (tx) => attestationsOf(tx, organisationId, request.after, request.limit + 1)), request);
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

const MISSING: readonly (readonly [keyof AttestedContent, string, string])[] = [
  ['contactPoint', 'setContactPoint', 'There is no contact point to attest: name one first. / コンタクトポイントを先に指定してください。'],
  ['dutyTelephone', 'updateOrganisation', 'There is no duty telephone to attest: give it first. / 当直電話を先に登録してください。'],
  ['languages', 'setContactHours', 'There is no language to attest: say which first. / 対応言語を先に登録してください。'],
];

/** What stands there, complete. CONFLICT where something is missing, with what gives it. */
async function complete(tx: Tx, organisationId: string): Promise<AttestedContent> {
  const content = await toAttest(tx, organisationId);
  for (const [part, allowed, message] of MISSING) {
    const value = content[part];
    if (value === null || (Array.isArray(value) && value.length === 0)) throw conflict(message, { allowed: [allowed] });
  }
  return content as AttestedContent;
}

function listed(row: ContactRow): ListedContact {
  const { kind, code, country, names, organisationId } = row;
  return { ...row, organisation: { id: organisationId, kind, code, country, names } as ListedContact['organisation'] };
}

/** The key in a cursor of the register: English name and code. */
function keyOf(cursor: string): RegisterKey | null {
  const [name, code, ...more] = decodeCursor(cursor) ?? [];
  return typeof name === 'string' && typeof code === 'string' && more.length === 0 ? [name, code] : null;
}

function placeOf(cursor: string): readonly [string, string] | null {
  const [at, id, ...more] = decodeCursor(cursor) ?? [];
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) && more.length === 0 ? [at, id] : null;
}
