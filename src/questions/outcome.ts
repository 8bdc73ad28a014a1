/** What the built-in engine makes of a question it has understood: one use of a tool, and how it is put in words. */
export type Plan = {
  tool: string;
  arguments: Record<string, unknown>;
  /** What the question was taken to mean, in a sentence. */
  interpretation: string;
  /** Names the form of the answer in words (`src/questions/answers.ts`). */
  form: string;
  /** The column that the question asks about, if it asks about one: it is said first. */
  measure?: string;
  /** All the columns that it asks about. */
  measures?: readonly string[];
};

/** Why a question can't be answered: 422 `not_understood`, with examples of what can, or what a name may mean. */
export type Misunderstood = {
  message: string;
  examples: string[];
  candidates?: { kind: string; id: string; name: string }[];
};
