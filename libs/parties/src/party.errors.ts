import { conflict, type DomainError } from '@hub/kernel';

/** The constraints of this lib's tables that a caller may run into, and what they mean for him. */
const MEANINGS: Readonly<Record<string, () => DomainError>> = {
  // Within one organisation only: an address in another one is never met.
  persons_email_uq: () => conflict('This address already belongs to somebody in the organisation.'),
  organisations_code_uq: () => conflict('Another organisation has this code.'),
  organisations_one_coordinator_uq: () => conflict('There is one coordinating organisation.'),
  circles_code_uq: () => conflict('Another circle has this code.'),
};

/** Runs a write; the database's constraint has the last word, and comes back as the error that it means. */
export async function withMeaning<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const meaning = MEANINGS[constraintOf(error) ?? ''];
    throw meaning ? meaning() : error;
  }
}

function constraintOf(error: unknown): string | undefined {
  const { driverError, constraint } = error as { driverError?: { constraint?: string }; constraint?: string };
  return driverError?.constraint ?? constraint;
}
