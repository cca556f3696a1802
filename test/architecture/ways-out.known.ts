// What is known of the ways out: ways-out.spec.ts holds the sources and a hub against it.

/**
 * Files with SQL that reads what bulletins say, or who may see them; each with how it comes that nothing leaves unrecorded.
 * A new one is entered here by whoever has made sure of that.
 */
export const READERS: Record<string, string> = {
  'libs/meetings/src/agenda/agenda.repository.ts': 'counts which of the bulletins that somebody names he may read; shows nothing of them',
  'libs/bulletins/src/bulletin.reader.ts': 'enters each row into the operation’s disclosures (the one way by which queries show bulletins)',
  'libs/bulletins/src/bulletin.search.ts': 'finds rows for the reader, which discloses them',
  'libs/alerts/src/feed/public-feed.ts': 'finds ids of what is public, and when it changed, for the reader, which discloses them',
  'libs/bulletins/src/taking-back/taking-back.reader.ts': 'finds ids for the reader, which discloses what it reads of them',
  'libs/bulletins/src/imports.reader.ts': 'finds ids for the reader, which discloses what it reads of them',
  'libs/bulletins/src/working-copy.service.ts': 'enters the working copy that it shows',
  'libs/bulletins/src/bulletin.repository.ts': 'loads what is changed or shown by the working copy, which discloses it; answers of changes are read anew by the reader',
  'libs/proposals/src/bulletin-texts.ts': 'loads what proposals and translations are compared with, which their readers disclose',
  'libs/proposals/src/proposal.repository.ts': 'finds proposals for their reader, which discloses the versions and sections that they show',
  'libs/proposals/src/translations/translation.repository.ts': 'finds translations for their loader, which discloses the versions and sections that they translate',
  'libs/bulletins/src/acknowledgements.service.ts': 'takes originator and deadline of what is answered; the answer is read anew by the reader',
  'libs/threads/src/thread.repository.ts': 'finds threads and messages under the condition on their bulletin, for thread.reader.ts, which discloses them, and for changes, which are read anew',
  'libs/threads/src/thread.changes.ts': 'looks whether an author sees what he cites, and whether somebody who gets a task sees the thread; shows nothing',
  'libs/releases/src/release.repository.ts': 'finds ids of bulletins and of sections for the reader, which discloses what it reads of them; takes the mark of what is asked for',
  'libs/bulletins/src/stages/access-ends.ts': 'finds until when the own organisation has it, and nothing of what it says',
  'libs/releases/src/received-releases.ts': 'finds that something was released to the own organisation, and nothing of what it says',
  'libs/releases/src/outside/outside.repository.ts': 'tells whether the asker edits a bulletin',
  'libs/releases/src/outside-requests/outside-request.repository.ts': 'finds ids of bulletins for the reader, which discloses what it reads of them; tells whether the asker edits one',
  'libs/recall/src/recall.repository.ts': 'tells who may edit it, and of whom the audit log says that he was shown it; what it is, the reader shows and discloses',
  'libs/retention/src/backup/backup.write.ts': 'writes a backup, encrypted before a byte of it reaches a disk, on the command line of whoever runs the hub',
  'libs/retention/src/backup/backup.restore.ts': 'writes',
  'libs/retention/src/retention.repository.ts': 'tells whose a bulletin is, and by which of the asker’s own numbers versions are known; nothing of what it says',
  'libs/retention/src/legal/legal.repository.ts': 'finds ids for the reader, which discloses what it reads of them, and the asker’s own numbers of versions',
  'libs/recall/src/strike.repository.ts': 'tells in which of the versions and sections that the asker sees something was struck, and nothing of them',
  'libs/bulletins/src/previews/preview.reader.ts': 'enters what it shows of a bulletin through others’ eyes, as a preview by the asker',
  'libs/parties/src/party.repository.ts': 'tells whether there is a bulletin or an answer between two organisations, and nothing of it',
  'libs/handover/src/handover.repository.ts': 'gives ids to the reader',
  'libs/audit/src/trail/audit.repository.ts': 'tells whether a bulletin is the asker’s own',
  'apps/hub/src/demo/seed-meeting.ts': 'as seed-bulletins.ts',
  'apps/hub/src/demo/seed-threads.ts': 'as seed-bulletins.ts',
  'apps/hub/src/demo/seed-proposals.ts': 'as seed-bulletins.ts',
  'libs/attachments/src/attachment.repository.ts': 'finds files of versions for the loader, beside bulletins that the reader discloses, and one file for downloads.ts, which discloses it',
  'libs/cases/src/case.repository.ts': 'finds the own drafts of an import, and the records that case-records.reader.ts discloses beside their bulletins',
  'libs/cases/src/case-export.repository.ts': 'counts for the asker, and reads what case-export.stream.ts holds back until the gate has entered it',
  'apps/hub/src/demo/seed-bulletins.ts': 'loads the demo world into an empty database, and answers nobody',
};

/** The functions of the database that look at what bulletins say. */
export const FUNCTIONS: Record<string, string> = {
  originates: 'gives yes or no', sees_item: 'gives yes or no', items_seen: 'gives ids',
  interpreter_within: 'gives yes or no', may_clear: 'gives yes or no', pairs_needed: 'gives languages', items_by_link: 'gives the worker ids and originators, for the ledger',
  public_items_by_link: 'as items_by_link', documents_by_link: 'gives the worker documents, whose reader link.documents.ts enters, and the marks that his copy bears',
  item_readers: 'gives principals',
  strike_in_translations: 'writes',
  retained: 'gives ids, and since when days count', is_kept: 'gives yes or no', purge_concerned: 'gives principals of editors', notice_purges: 'gives the worker ids, and principals of editors', purge: 'takes away; gives the worker ids', repeat_purge: 'as purge',
  purge_version: 'takes away; gives ids of files', purge_bulletin: 'takes away; gives ids of files', purge_now: 'takes away; gives ids', review_holds: 'gives the worker ids, and principals of editors', tell_originators: 'writes; gives ids, and principals of editors',
  read_bulletins: 'called by the readers above', page: 'as read_bulletins', newest: 'as read_bulletins', one: 'as read_bulletins', alert_stretch: 'as read_bulletins',
  find_bulletins: 'gives ids to the search', list_bulletins: 'gives ids to hub.page', editions: 'gives numbers of versions',
  carry_hidden_sections: 'copies, shows nothing', content_hash: 'gives a hash', may_edit: 'gives yes or no', spread: 'writes', begin_editions: 'writes', index_terms: 'writes', index_words: 'writes',
  admit_editors: 'writes', publish_version: 'writes', due_releases: 'gives ids to the job', loaded_keys: 'gives the demo’s own keys to the machine itself',
  sees_text: 'gives yes or no', sees_source: 'gives yes or no', may_translate: 'gives yes or no', credits_of: 'gives ids of organisations, to be shown with a bulletin that the reader has disclosed',
  disclose: 'is the ledger', hidden_subjects: 'gives ids that the asker has', revoke: 'moves a number',
  viewed_as: 'gives principals to the previews', enter_viewed: 'sets a scope', view_as: 'called by the previews alone, which disclose what it gives',
  admit_stage: 'writes', begin_stages: 'writes', foresee_stages: 'writes, within view_as', open_stages: 'writes alerts: ids of bulletins, and for whom; gives ids to the job', end_stages: 'as open_stages', take_away: 'takes away, and writes an alert: the id, and for whom', standing: 'gives principals to what derives when they end', stage_stands: 'gives principals to the same', named_in_section: 'gives principals to the same',
  wall_clocks: 'gives the worker ids and instants', move_instant: 'writes', with_stages: 'gives a hash',
  alerts_of: 'writes alerts: ids of bulletins, and for whom', set_alert_timers: 'writes when something comes due', alert_tide: 'gives the worker principals, and whether they are persons',
  handover_things: 'gives numbers', ask_successors: 'gives the worker ids, and whom to ask', hand_over_authorship: 'writes',
  notice_mail: 'writes notices: places in the stream, and whether one is urgent',
  mail_told: 'gives the worker reference, kind, urgency and what filters look at; what it makes of that passes the gate before a byte leaves',
  repeat_strike: 'writes; gives the worker who is to be told', strike_passage: 'writes; gives back whether the text stood where the editor sees it, and who is to be told', gather_recall: 'gives the worker ids and principals of those who are asked',
  remind_recalls: 'as gather_recall', confirm_destruction: 'writes; gives principals of the editors who are told',
  watch_alerts: 'writes whom something IMMEDIATE has reached', tell_unanswered: 'writes an alert: the id, and for whom',
  duty_standing: 'gives the worker ids of persons who may be called; the call says nothing of the bulletin, and passes the gate before a byte leaves',
  thread_concerned: 'gives principals of those who see a thread', tell_due_threads: 'writes events: ids, and for whom',
  derive_release_ends: 'writes when releases and stages end', keep_releases: 'writes when releases end', drop_releases: 'takes out of a working copy, shows nothing', end_releases: 'takes away, and writes an alert: the id, and for whom',
  releases_due: 'gives the worker requests, and whether they stand in the audience', open_outside_release: 'gives the worker the id of what it has opened',
  outside_content: 'gives the worker what somebody outside has opened; it passes the gate before a byte leaves',
  carry_attachments: 'copies, shows nothing', bind_attachments: 'gives a hash', begin_attachment_editions: 'writes', attachments_for: 'gives ids to the trigger before', attachment_readers: 'gives principals of readers to whoever strikes a file',
  purged_parts: 'gives who knew an item when its part of minutes was purged, and by which rule', purged_items: 'gives the worker ids',
  sees_version: 'gives yes or no', works_on_version: 'gives yes or no',
  webhook_alert: 'gives the worker the id, the mark and who may know of it; what it makes of that passes the gate before a byte leaves',
};

/** Besides these a hub with built pages serves the files of /graphiql. */
export const ROUTES = `└── /
    ├── health/
    │   ├── live (GET, HEAD)
    │   └── ready (GET, HEAD)
    ├── a
    │   ├── udit/
    │   │   ├── checkpoint (GET, HEAD)
    │   │   ├── keys (GET, HEAD)
    │   │   ├── handovers (GET, HEAD)
    │   │   └── tile/
    │   │       └── * (GET, HEAD)
    │   ├── lerts (GET)
    │   └── ttachments/
    │       └── :id (GET)
    │           └── /preview (GET)
    ├── m
    │   ├── e
    │   │   ├── trics (GET, HEAD)
    │   │   └── eting
    │   │       ├── s/
    │   │       │   ├── mail (POST)
    │   │       │   └── :id
    │   │       │       └── /papers/
    │   │       │           └── :file (GET)
    │   │       └── /
    │   │           └── :token (GET, HEAD, POST)
    │   └── ail/unsubscribe (GET, HEAD, POST)
    ├── feed.atom (GET, HEAD)
    ├── calendar/
    │   └── :secret.ics (GET, HEAD)
    ├── exports/cases/
    │   └── :id (GET)
    ├── graphql (GET, POST, PUT, PATCH, DELETE, HEAD)
    ├── outside/
    │   └── :address (GET, HEAD, POST)
    └── uploads/
        └── :id (OPTIONS, HEAD, PATCH)
`;
