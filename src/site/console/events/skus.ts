import { useEffect, useRef, useState } from "preact/hooks";
import { useSession } from "../session";

const MOST_IDS = 100;

/** The SKUs of variants that are known by their ids alone. Each is asked for once. */
export function useSkus(ids: readonly string[]): ReadonlyMap<string, string> {
  const { api } = useSession();
  const [skus, setSkus] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = useRef(new Set<string>());
  const wanted = [...new Set(ids)].filter((id) => !asked.current.has(id)).slice(0, MOST_IDS);
  useEffect(() => {
    if (wanted.length === 0) return;
    for (const id of wanted) asked.current.add(id);
    api.listVariants({ ids: wanted, per_page: MOST_IDS }).then(
      ({ data }) => setSkus((before) => new Map([...before, ...data.map(({ id, sku }) => [id, sku] as const)])),
      () => undefined,
    );
  }, [wanted.join()]);
  return skus;
}
