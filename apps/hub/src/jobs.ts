import type { INestApplicationContext } from '@nestjs/common';
import { AlertDistribution, DutyCalls, MailDeliveries, WebhookDeliveries } from '@hub/alerts';
import { AttachmentChecks, AttachmentUpkeep } from '@hub/attachments';
import { ErasureRun, ErasuresService, Keyring, SealNow, Witnessing } from '@hub/audit';
import { ReleaseJob, StageOpenings } from '@hub/bulletins';
import { DepartureService, HandoverWatch } from '@hub/handover';
import { IdentityUpkeep } from '@hub/identity';
import { Clock } from '@hub/kernel';
import { InterpreterWatch, InvitationWatch, MeetingMailbox, MeetingMails } from '@hub/meetings';
import { MeetingClocks, PollReminders } from '@hub/meetings';
import { RecallJob } from '@hub/recall';
import { LegalReminders, PurgeRun } from '@hub/retention';
import { Database, type HubLogger, type HubRole, Metrics, Turns, UnitOfWork, WakeUps } from '@hub/platform';
import { ThreadsDue } from '@hub/threads';
import { ReleaseAnswers } from '@hub/releases';
import { ActionsDue, ReviewDue } from '@hub/meetings';
import { RegisterReminders } from '@hub/register';
import { SealingMetrics } from './sealing-metrics.js';

const SECOND = 1_000;
/** A record is due in the log within a second. */
const SEAL_EVERY = 800;
/** Where the hint that something waits was lost. */
const DISTRIBUTE_EVERY = 500;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Stop = () => Promise<void>;

/** Witnesses are asked by one hub at a time. */
const WITNESSING_LOCK = 7311;

/** Runs what falls due; several hubs share the work by locks, and what is done once an hour by turns. Returns what stops it, after what is under way has ended. */
export function startJobs(app: INestApplicationContext, roles: ReadonlySet<HubRole>, log: HubLogger): () => Promise<void> {
  const clock = app.get<Clock>(Clock as never);
  const release = app.get(ReleaseJob);
  const answers = app.get(ReleaseAnswers);
  const upkeep = app.get(IdentityUpkeep);
  const distribution = app.get(AlertDistribution);
  const sealNow = app.get(SealNow);
  const witnessing = app.get(Witnessing);
  const keyring = app.get<Keyring>(Keyring as never);
  const erasureRun = app.get(ErasureRun);
  const erasures = app.get(ErasuresService);
  const turns = new Turns(app.get(UnitOfWork));
  // Looked at every minute, so that the next hub does what one has failed at.
  const hourly = (work: string, run: () => Promise<unknown>, onError: (error: unknown) => void): Stop => every(MINUTE, () => turns.take(work, HOUR, clock.now(), run), onError);
  const sealing = (): Stop[] => {
    const shown = new SealingMetrics(app.get(Metrics), clock);
    const failed = (error: unknown): void => {
      shown.failed();
      log.error({ err: error }, 'Sealing the audit log failed; it is tried again.');
    };
    return [
      every(SEAL_EVERY, async () => shown.ran(await sealNow.run()), failed),
      every(SECOND, () => app.get(Database).alone(WITNESSING_LOCK, () => witnessing.run()), (error) => log.warn({ err: error }, 'A witness did not cosign the audit log; it is asked again.')),
    ];
  };
  const due = (): Stop[] => [
    every(SECOND, () => release.run(), (error) => log.error({ err: error }, 'A scheduled release failed; it is tried again.')),
    every(SECOND, () => app.get(ThreadsDue).run(), (error) => log.error({ err: error }, 'Telling what is due in threads failed; it is tried again.')),
    every(SECOND, () => answers.run(), (error) => log.error({ err: error }, 'What is due of requests for release could not be done; it is tried again.')),
    every(SECOND, () => app.get(RecallJob).run(), (error) => log.error({ err: error }, 'Asking for the destruction of copies failed; it is tried again.')),
    hourly('wall clocks', () => app.get(StageOpenings).reckon(null), (error) => log.error({ err: error }, 'Wall clocks could not be reckoned anew; it is tried again.')),
    hourly('forget alerts', () => distribution.forget(), (error) => log.error({ err: error }, 'Forgetting old alerts failed; it is tried again.')),
    every(SECOND, () => app.get(DepartureService).run(), (error) => log.error({ err: error }, 'Letting organisations leave failed; it is tried again.')),
    every(MINUTE, () => app.get(HandoverWatch).run(), (error) => log.error({ err: error }, 'Telling of handovers failed; it is tried again.')),
    every(MINUTE, () => app.get(ReviewDue).run(), (error) => log.error({ err: error }, 'Ending reviews of minutes failed; it is tried again.')),
    hourly('meeting actions', () => app.get(ActionsDue).run(), (error) => log.error({ err: error }, 'Reminding of what was taken on in meetings failed; it is tried again.')),
    hourly('register reminders', () => app.get(RegisterReminders).run(), (error) => log.error({ err: error }, 'Reminding of the register failed; it is tried again.')),
    hourly('legal reminders', () => app.get(LegalReminders).run(), (error) => log.error({ err: error }, 'Reminding of legal demands failed; it is tried again.')),
    every(MINUTE, () => turns.take('retention', DAY, clock.now(), () => app.get(PurgeRun).run()), (error) => log.error({ err: error }, 'Purging what was kept long enough failed; it is tried again.')),
    every(MINUTE, () => app.get(PollReminders).run(), (error) => log.error({ err: error }, 'Reminding of a poll of the meeting failed; it is tried again.')),
    every(MINUTE, () => app.get(InterpreterWatch).run(), (error) => log.error({ err: error }, 'Telling of interpreters who are out failed; it is tried again.')),
    hourly('meeting clocks', () => app.get(MeetingClocks).run(), (error) => log.error({ err: error }, 'Clocks of the meeting could not be reckoned anew; it is tried again.')),
    hourly('identity upkeep', () => upkeep.run(clock.now()), (error) => log.error({ err: error }, 'Clearing away old sign-in data failed; it is tried again.')),
  ];
  const erase = async (): Promise<void> => {
    const { again, waiting } = await erasureRun.run();
    if (again > 0) log.warn({ again }, 'An old copy of the keyring had brought back keys of erased records; they are destroyed again.');
    if (waiting) log.info('An erasure waits for transactions under way; it is tried again.');
  };
  const erasing = (): Stop[] => {
    const timer = repeat(5 * SECOND, erase, (error) => log.error({ err: error }, 'An erasure failed; it is tried again.'));
    erasures.onConsent = timer.now;
    return [timer.stop];
  };
  const distributing = (): Stop[] => {
    const timer = repeat(DISTRIBUTE_EVERY, () => distribution.run(), (error) => log.error({ err: error }, 'Distributing alerts failed; it is tried again.'));
    const off = app.get(WakeUps).on('hub_outbox', timer.now);
    return [async () => { off(); await timer.stop(); }];
  };
  const hooks = (): Stop[] => {
    const webhooks = app.get(WebhookDeliveries);
    webhooks.onError = (error) => log.error({ err: error }, 'A webhook was not sent for a reason of the hub; it is tried again.');
    const timer = repeat(SECOND, () => webhooks.run(), (error) => log.error({ err: error }, 'Webhooks could not be looked after; it is tried again.'));
    const off = app.get(WakeUps).on('hub_alerts', timer.now);
    return [
      hourly('forget webhook deliveries', () => webhooks.forget(), (error) => log.error({ err: error }, 'Forgetting old webhook deliveries failed; it is tried again.')),
      async () => { off(); await timer.stop(); await webhooks.stop(); },
    ];
  };
  const mailing = (): Stop[] => {
    const mail = app.get(MailDeliveries);
    mail.onError = (error) => log.error({ err: error }, 'A mail was not sent for a reason of the hub; it is tried again.');
    const timer = repeat(SECOND, () => mail.run(), (error) => log.error({ err: error }, 'Mail could not be looked after; it is tried again.'));
    const off = app.get(WakeUps).on('hub_alerts', timer.now);
    return [
      hourly('forget mails', () => mail.forget(), (error) => log.error({ err: error }, 'Forgetting old mails failed; it is tried again.')),
      async () => { off(); await timer.stop(); await mail.stop(); },
    ];
  };
  const inviting = (): Stop[] => {
    const mails = app.get(MeetingMails);
    mails.onError = (error) => log.error({ err: error }, 'An invitation was not sent for a reason of the hub; it is tried again.');
    const mailbox = app.get(MeetingMailbox);
    const reading = repeat(30 * SECOND, () => mailbox.run(), (error) => log.error({ err: error }, 'The mailbox of the meeting could not be read; it is tried again.'));
    // What came while no hub was there waits no longer.
    reading.now();
    const timer = repeat(SECOND, () => mails.run(), (error) => log.error({ err: error }, 'Invitations could not be looked after; it is tried again.'));
    return [
      every(MINUTE, () => app.get(InvitationWatch).run(), (error) => log.error({ err: error }, 'Reminding of the meeting failed; it is tried again.')),
      async () => { mailbox.stop(); await reading.stop(); await timer.stop(); await mails.stop(); },
    ];
  };
  const calling = (): Stop[] => {
    const calls = app.get(DutyCalls);
    calls.onError = (error) => log.error({ err: error }, 'A person on duty was not called for a reason of the hub; it is tried again.');
    const timer = repeat(SECOND, () => calls.run(), (error) => log.error({ err: error }, 'What stays unanswered could not be looked after; it is tried again.'));
    return [
      hourly('forget duty calls', () => calls.forget(), (error) => log.error({ err: error }, 'Forgetting old duty calls failed; it is tried again.')),
      async () => { await timer.stop(); await calls.stop(); },
    ];
  };
  const filing = (): Stop[] => {
    const checks = app.get(AttachmentChecks);
    return [
      every(SECOND, () => checks.run(), (error) => log.error({ err: error }, 'Files could not be looked at; it is tried again.')),
      hourly('sweep attachments', () => app.get(AttachmentUpkeep).run(), (error) => log.error({ err: error }, 'Sweeping up what is left of files failed; it is tried again.')),
    ];
  };
  // A process that does nothing would remember keys that another one has destroyed.
  const always = [every(MINUTE, async () => keyring.freshen(), (error) => log.error({ err: error }, 'The keyring can not be read.'))];
  const stops = [...always, ...(roles.has('seal') ? sealing() : []), ...(roles.has('jobs') ? [...due(), ...erasing(), ...distributing(), ...hooks(), ...mailing(), ...inviting(), ...calling(), ...filing()] : [])];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

/** Does something again and again, never twice at once. */
const every = (ms: number, work: () => Promise<unknown>, onError: (error: unknown) => void): Stop => repeat(ms, work, onError).stop;

/** The same; `now` does it at once, and once more where it is under way. */
function repeat(ms: number, work: () => Promise<unknown>, onError: (error: unknown) => void): { now: () => void; stop: Stop } {
  let running: Promise<unknown> | null = null;
  let stopped = false;
  const run = (): Promise<unknown> => (running ??= work().catch(onError).finally(() => { running = null; }));
  const timer = setInterval(() => void run(), ms);
  return {
    now: () => void Promise.resolve(running).then(() => (stopped ? undefined : run())),
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
