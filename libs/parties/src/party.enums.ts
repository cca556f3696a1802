import { OrganisationKind, Role } from '@hub/access';
import { registerEnumType } from '@nestjs/graphql';

/** Whether a person may use the hub. Ended is for ever: who moves gets a new account at the new organisation. */
export enum PersonState {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  ENDED = 'ENDED',
}

/** As what a person appears to other organisations where the person's own one keeps names to itself. */
export enum DutyRole {
  CONTACT_POINT = 'CONTACT_POINT',
  DEPUTY = 'DEPUTY',
  DUTY_OFFICER = 'DUTY_OFFICER',
}

registerEnumType(OrganisationKind, {
  name: 'OrganisationKind',
  description: 'What kind of party an organisation is.',
  valuesMap: {
    COORDINATOR: { description: 'The police agency that runs the hub. Running it is no right to read.' },
    EMBASSY: { description: 'An embassy in Tokyo, with its country.' },
    INTERNATIONAL_ORGANISATION: { description: 'An international organisation, such as IOM.' },
    NGO: { description: 'A non-governmental organisation.' },
    WOMENS_SUPPORT_CENTRE: { description: 'A women\'s support centre (女性相談支援センター).' },
    PREFECTURAL_POLICE: { description: 'The police of a prefecture.' },
    GOVERNMENT_BODY: { description: 'A ministry or agency.' },
  },
});
registerEnumType(Role, {
  name: 'Role',
  description: "What a person may do inside the person's own organisation.",
  valuesMap: {
    READER: { description: 'Reads bulletins that the organisation received.' },
    OFFICER: { description: 'Reads, drafts, approves and acknowledges.' },
    CONTACT_POINT: { description: 'Reads, and names the contact point and deputy.' },
    ADMINISTRATOR: { description: "Manages the organisation's people. No right to read bulletins." },
    COORDINATOR: { description: 'Onboards organisations and keeps circles; in the coordinating organisation only. No right to read bulletins.' },
    AUDITOR: { description: "Checks the record; in the coordinating organisation only. No right to read bulletins." },
  },
});
registerEnumType(PersonState, {
  name: 'PersonState',
  description: 'Whether a person may use the hub.',
  valuesMap: {
    ACTIVE: { description: 'May sign in.' },
    SUSPENDED: { description: 'May not sign in until reinstated.' },
    ENDED: { description: 'Has left the organisation, for ever.' },
  },
});
