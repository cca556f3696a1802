/** Example operations, one tab of GraphiQL each; `variables` is JSON. */
export declare const EXAMPLES: { query: string; variables?: string }[];
