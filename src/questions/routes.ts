import { route } from "../http/route";
import { answerQuestion } from "./answer_question";
import { Question, QuestionAnswer } from "./schemas";

export const questionRoutes = [
  route({
    tag: "Questions",
    method: "post",
    path: "/api/v1/ai/query",
    operation: "askQuestion",
    scope: "read",
    rate: "ai",
    summary: "Ask a question",
    description:
      "Answers a question in plain language about the organization's own data, with the rows that prove it. It only reads. A question of which a part is not understood is refused. If the deployment has a model, that is asked such a question; a refusal then has what the built-in engine has said in `details.builtin`. Questions count against `ai_requests_per_minute`, and a model's tokens against `ai_tokens_per_day`.",
    answers: "resource",
    data: QuestionAnswer,
    body: Question,
    errors: ["not_understood", "not_found"],
    streams: {
      tool: "`{ name, arguments }`: a model uses a tool",
      interpretation: "`{ text }`: what the question was taken to mean",
      delta: "`{ text }`: the answer in words, once every number in it is proved",
    },
    async handle(ctx, { body, emit }) {
      const answered = await answerQuestion(ctx, body, (use) => emit("tool", use));
      emit("interpretation", { text: answered.interpretation });
      emit("delta", { text: answered.answer });
      return answered;
    },
  }),
];
