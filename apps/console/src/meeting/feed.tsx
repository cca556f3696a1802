import type { ReactNode } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { Moment } from '../ui/moment.js';
import { Once } from '../ui/once.js';
import { Failed, Loading } from '../ui/states.js';
import { Refused, useChange } from './change.js';
import { createFeed, myCalendarFeed, revokeFeed } from './feed.generated.js';

const NOTHING = {};

/** The own calendar feed: made, shown once, ended. */
export function CalendarFeedBox(): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { data, error, refetch } = useReading('meeting', myCalendarFeed, NOTHING);
  const make = useChange(createFeed);
  const end = useChange(revokeFeed);
  const address = make.data?.createCalendarFeed.feed.address;
  return (
    <section className="card">
      <h2>{words.feed}</h2>
      <p className="quiet">{words.feedBody}</p>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.calendarFeed && <p>{words.feedSince} <Moment at={data.calendarFeed.createdAt} /></p>}
      {address && <Once title={words.feedAddress} label={words.address} value={new URL(address, location.href).href} onDone={make.reset}><p>{words.shownOnceBody}</p></Once>}
      <div className="buttons">
        {data && !data.calendarFeed && <Button isPending={make.isPending} onPress={() => make.mutate(NOTHING)}>{words.feedMake}</Button>}
        {data?.calendarFeed && <Confirm label={words.feedAnew} title={words.feedAnewSure} act={words.yes(words.feedAnew)} isPending={make.isPending} onConfirm={() => make.mutate(NOTHING)} />}
        {data?.calendarFeed && <Confirm label={words.feedEnd} title={words.feedEndSure} act={words.yes(words.feedEnd)} isPending={end.isPending} onConfirm={() => end.mutate(NOTHING, { onSuccess: make.reset })} />}
      </div>
      <Refused error={make.error ?? end.error} />
    </section>
  );
}
