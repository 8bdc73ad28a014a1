// Placeholder: makes no organization yet.
export default { fetch: () => Response.json({}) } satisfies ExportedHandler;
