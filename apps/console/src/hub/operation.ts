/** An operation as the hub gets it, with the types of what goes in and comes out. */
export interface Operation<Result, Variables> {
  readonly text: string;
  /** For the compiler alone. */
  readonly types?: (variables: Variables) => Result;
}

/** An operation of a `.graphql` file beside a screen. */
export const operation = <Result, Variables>(text: string): Operation<Result, Variables> => ({ text });
