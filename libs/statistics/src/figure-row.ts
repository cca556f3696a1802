/** Whose count a figure is. The two are never mixed: the Government's adds Immigration and others. */
export type FigureScope = 'NPA' | 'GOV';

/** Identified victims of one citizenship (ISO 3166-1 alpha-2). */
export interface NationalityCount {
  country: string;
  count: number;
}

/** Identified victims of one form of exploitation, in the source's own word. */
export interface FormCount {
  label: string;
  count: number;
}

/** One published yearly figure. `null` says that the source does not give the number: never read it as zero. */
export interface FigureRow {
  year: number;
  scope: FigureScope;
  /** 検挙件数: cases, a different count from persons. */
  casesCleared: number | null;
  /** 検挙人員: persons, a different count from cases. */
  personsArrested: number | null;
  /** The brokers among the persons arrested. */
  brokersArrested: number | null;
  victims: number | null;
  byNationality: NationalityCount[];
  /** The list of nationalities does not add up to all victims. */
  nationalitiesPartial: boolean;
  female: number | null;
  male: number | null;
  /** The source's note on age, as it was written. */
  minorsNote: string | null;
  form: FormCount[];
  source: string;
}

/** The stable name of a figure, by which a second import recognises it. */
export function figureKey(row: Pick<FigureRow, 'year' | 'scope'>): string {
  return `figures:${row.year}:${row.scope}`;
}
