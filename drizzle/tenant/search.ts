/** What the full-text tables hold, as their triggers in `rules/search.sql` write it: fills empty ones. */
export const SEARCH_CONTENTS: Record<string, string> = {
  variant_search: "INSERT INTO variant_search (rowid, text) SELECT variant_sequence, text FROM search_texts",
  product_search:
    "INSERT INTO product_search (rowid, text) SELECT product_sequence, group_concat(text, ' ') FROM search_texts GROUP BY product_sequence",
  order_search: `INSERT INTO order_search (rowid, text) SELECT sequence, '  ' || replace(concat_ws(' ', number,
  customer ->> 'name', customer ->> 'email', customer ->> 'external_id', external_reference), ' ', '  ') FROM orders`,
};
