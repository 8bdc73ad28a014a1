import type { TenantContext } from "../commands/context";
import { type Conversation, fromConversationId, toConversationId } from "./conversation";
import { Frame } from "./frame";
import type { Asked } from "./schemas";

/** The conversation that a question goes on with: an empty one if it is the first. Refused as by `fromConversationId`. */
export async function conversationOf(ctx: TenantContext, { conversation_id }: Asked): Promise<Conversation<Frame>> {
  if (conversation_id === undefined) return { last: null, turns: [] };
  return fromConversationId(Frame, ctx.organization.id, conversation_id);
}

/** The id of a conversation after one more turn; `last` is what its question was taken to mean, null if that is not known. */
export function continued(
  ctx: TenantContext,
  { turns }: Conversation<Frame>,
  { question, answer, last }: { question: string; answer: string; last: Frame | null },
): Promise<string> {
  return toConversationId(ctx.organization.id, { last, turns: [...turns, { question, answer }] });
}
