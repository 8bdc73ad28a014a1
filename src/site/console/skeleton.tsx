import "./skeleton.css";

/** What a part of a page will look like, and of how many pieces that is drawn. */
const PIECES = { tiles: 3, table: 8, list: 10, cards: 4, chart: 1, text: 3 };

export type Shape = keyof typeof PIECES;

/** The shapes of what is being loaded, in its place and of its size. Those who do not see them are told. */
export function Skeleton({ of, says = "Loading…" }: { of: readonly Shape[]; says?: string }) {
  return (
    <>
      <span class="unseen" role="status">
        {says}
      </span>
      <div aria-busy="true">
        {of.map((shape, index) => (
          <div key={index} class={`skeleton ${shape}`}>
            {Array.from({ length: PIECES[shape] }, (_, piece) => (
              <span key={piece} />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}
