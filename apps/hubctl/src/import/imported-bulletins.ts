import type { HubClient } from '../client/hub-client.js';

/** The keys of yearly figures begin so. */
export const FIGURES = 'figures:';

/** A bulletin that an import drafted, as the hub shows it to its officers. */
export interface ImportedBulletin {
  sourceKey: string;
  bulletin: {
    id: string;
    revision: number;
    state: 'DRAFT' | 'IN_REVIEW' | 'SCHEDULED' | 'PUBLISHED' | 'WITHDRAWN' | 'EXPIRED';
    title: string;
    facts: { identifiedVictims: number | null; citizenships: string[]; exploitation: string[] } | null;
    sections: { heading: string; body: string }[];
    /** The working copy. */
    pending: { state: string; title: string; returnedReason: string | null; editedBy: { id: string; displayName: string }[]; sections: { heading: string; body: string }[] } | null;
  };
}

const PAGE = 50;
const IMPORTED = `query ($prefix: String!, $after: String) {
  importedBulletins(prefix: $prefix, first: ${PAGE}, after: $after) {
    sourceKey
    bulletin {
      id revision state title
      facts { identifiedVictims citizenships exploitation }
      sections { heading body }
      pending { state title returnedReason editedBy { id displayName } sections { heading body } }
    }
  }
}`;

/** Everything of the own organisation whose source key begins so, in the order of the keys. */
export async function importedBulletins(client: HubClient, prefix: string): Promise<ImportedBulletin[]> {
  const found: ImportedBulletin[] = [];
  for (;;) {
    const after = found.at(-1)?.sourceKey ?? null;
    const { importedBulletins: page } = await client.run<{ importedBulletins: ImportedBulletin[] }>(IMPORTED, { prefix, after });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}
