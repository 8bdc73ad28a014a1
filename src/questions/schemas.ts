import * as z from "zod";
import { Timestamp, text } from "../http/schemas";
import { ColumnSchema, RowSchema, SummarySchema } from "../tools/schemas";

export const Question = z
  .strictObject({
    question: text(1000).min(1),
    conversation_id: z.string().trim().min(1).max(8000).optional().meta({
      description: "Of the answer before, so that a question such as “and in Lyon?” is understood",
    }),
  })
  .meta({ examples: [{ question: "How many mugs are in the main warehouse?" }] });

const Evidence = z
  .strictObject({
    tool: z.string(),
    arguments: z.record(z.string(), z.unknown()),
    rows: z.array(RowSchema),
    total: z.int().meta({ description: "How many rows there are" }),
    summary: SummarySchema,
    source: z.string().meta({ description: "The path of this API at which the same is asked for again" }),
  })
  .meta({ id: "Evidence" });

const Usage = z.strictObject({
  steps: z.int().meta({ description: "How often the model was called" }),
  input_tokens: z.int(),
  output_tokens: z.int(),
});

export const QuestionAnswer = z
  .strictObject({
    answer: z
      .string()
      .meta({ description: "One sentence or a few. Every number in it stands in `rows` or `evidence`" }),
    interpretation: z.string().meta({ description: "What the question was taken to mean" }),
    columns: z.array(ColumnSchema),
    rows: z.array(RowSchema),
    total: z.int().meta({ description: "How many rows there are" }),
    truncated: z.boolean().meta({ description: "True if only the first of them are shown" }),
    evidence: z.array(Evidence),
    engine: z.string().meta({ description: "`builtin`, or the id of the model that answered" }),
    as_of: Timestamp,
    conversation_id: z.string().meta({ description: "Send it with the next question of the conversation" }),
    warnings: z.array(z.string()),
    usage: Usage,
  })
  .meta({ id: "QuestionAnswer" });

export type Asked = z.output<typeof Question>;
export type Answered = z.output<typeof QuestionAnswer>;
