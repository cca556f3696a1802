// What a world consists of. Plain data: no class, nothing of the hub.

export const MARKS = ['RED', 'AMBER_STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;
export type Mark = (typeof MARKS)[number];
export type Role = 'READER' | 'OFFICER' | 'CONTACT_POINT' | 'ADMINISTRATOR' | 'COORDINATOR' | 'AUDITOR';

export interface Organisation {
  readonly id: string;
  readonly suspended: boolean;
}

/** One membership: who moves to another organisation is ended here and has another entry there. */
export interface Person {
  readonly id: string;
  readonly organisationId: string;
  readonly roles: readonly Role[];
  readonly suspended: boolean;
  readonly ended: boolean;
}

/** Circles are resolved already: their members at publication are among the organisations. */
export interface Audience {
  readonly everyone: boolean;
  readonly organisationIds: readonly string[];
  readonly personIds: readonly string[];
}

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly body: string;
  /** Null: all recipients of the bulletin. */
  readonly audience: Audience | null;
}

export interface Facts {
  readonly identifiedVictims: number | null;
  readonly citizenships: readonly string[];
  readonly exploitation: readonly string[];
}

export interface Content {
  readonly kind: string;
  readonly tlp: Mark;
  readonly urgency: string;
  readonly language: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly handling: readonly string[];
  readonly countries: readonly string[];
  readonly facts: Facts | null;
  readonly audience: Audience;
  readonly recipientsVisible: boolean;
  readonly acknowledgeBy: number | null;
  readonly expiresAt: number | null;
  readonly approverIds: readonly string[];
  readonly sections: readonly Section[];
}

export interface Version {
  /** 1, 2, 3 … as the hub itself counts. */
  readonly number: number;
  readonly content: Content;
  /** Null: still the working copy. */
  readonly publishedAt: number | null;
  /** Shown to the approvers that a TLP:RED version names. */
  readonly submitted: boolean;
  /** Further audiences, each from an instant on: whether that has come while the version was the one that is read, and whether it has ended since, then too. */
  readonly stages?: readonly { readonly audience: Audience; readonly open: boolean; readonly ended: boolean }[];
}

export interface Bulletin {
  readonly id: string;
  readonly reference: string;
  readonly originatorId: string;
  readonly authorId: string;
  readonly createdAt: number;
  /** In order; the last may be unpublished. */
  readonly versions: readonly Version[];
  readonly withdrawal: { readonly at: number; readonly reason: string } | null;
}

export interface World {
  readonly organisations: readonly Organisation[];
  readonly persons: readonly Person[];
  readonly bulletins: readonly Bulletin[];
}

/** Who asks: a person, or nobody in particular. */
export type Asker = Person | null;
