import { Injectable } from '@nestjs/common';
import { conflict, invalid } from '@hub/kernel';
import type { ReleaseEntry } from './audience.js';
import { Tlp } from './bulletin.enums.js';
import { BulletinWrite, type Opened } from './bulletin.write.js';
import { contentOfRevision, sectionInputsOf, sectionsOf } from './content.js';
import { releasesOf, withReleases } from './released.js';

/** Writes into the working copy that a third organisation is to receive at a recipient's request. It goes out like every widening: by a second person. */
@Injectable()
export class AudienceReleases {
  constructor(private readonly write: BulletinWrite) {}

  /** Begins or extends the working copy. Whatever was approved of it is to be approved again. */
  async add({ tx, actor, bulletin, version, sections, stages }: Opened, entry: ReleaseEntry): Promise<void> {
    if (version.tlp !== Tlp.AMBER) throw conflict('Its working copy is not marked AMBER. / 改訂中の版が AMBER ではありません。', { allowed: ['reviseBulletin', 'refuseRelease'] });
    if (entry.sectionIds.some((id) => !sections.some(({ sectionId }) => sectionId === id))) throw invalid('input.sectionIds', 'Names a section that the working copy does not have. / 改訂中の版にない節です。');
    const content = await contentOfRevision(tx, actor, version, stages, { id: bulletin.id, expectedRevision: bulletin.revision });
    content.audience = withReleases(content.audience, content.tlp, [...releasesOf(content.audience, actor.instant), entry]);
    const written = await sectionsOf(tx, actor, content, sectionInputsOf(sections), sections);
    await this.write.bulletins.revise(tx, actor, bulletin, version, content, written);
    await this.write.note(tx, actor, 'bulletin.revised', bulletin.id, { revision: bulletin.revision + 1, release: entry.requestId });
  }
}
