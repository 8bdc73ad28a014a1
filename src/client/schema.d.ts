// Generated from openapi.json by "npm run client". Do not edit.
export interface webhooks {
    "order.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "order.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            order: components["schemas"]["Order"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.reserved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "order.reserved";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            order: components["schemas"]["Order"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.fulfilled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "order.fulfilled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            order: components["schemas"]["Order"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.partially_fulfilled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "order.partially_fulfilled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            order: components["schemas"]["Order"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.released": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "order.released";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            /** @description Where a lot is released from more than 100 at once, the others have only these members, and `truncated` is true */
                            order: components["schemas"]["Order"] | {
                                id: string;
                                number: string;
                                /**
                                 * @description Derived from the quantities of its items until the order is cancelled
                                 * @enum {string}
                                 */
                                status: "pending" | "partially_reserved" | "reserved" | "partially_fulfilled" | "fulfilled" | "cancelled";
                                version: number;
                                /** Format: date-time */
                                updated_at: string;
                            };
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "order.cancelled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            order: components["schemas"]["Order"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "purchase_order.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "purchase_order.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            purchase_order: components["schemas"]["PurchaseOrder"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "purchase_order.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "purchase_order.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            purchase_order: components["schemas"]["PurchaseOrder"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "purchase_order.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "purchase_order.received";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            purchase_order: components["schemas"]["PurchaseOrder"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "purchase_order.closed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "purchase_order.closed";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            purchase_order: components["schemas"]["PurchaseOrder"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "purchase_order.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "purchase_order.cancelled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            purchase_order: components["schemas"]["PurchaseOrder"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "purchase_order.overdue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "purchase_order.overdue";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            purchase_order: components["schemas"]["PurchaseOrder"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "stock_transfer.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "stock_transfer.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            stock_transfer: components["schemas"]["StockTransfer"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "stock_transfer.shipped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "stock_transfer.shipped";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            stock_transfer: components["schemas"]["StockTransfer"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "stock_transfer.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "stock_transfer.received";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            stock_transfer: components["schemas"]["StockTransfer"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "stock_transfer.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "stock_transfer.cancelled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            stock_transfer: components["schemas"]["StockTransfer"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "cycle_count.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "cycle_count.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            cycle_count: components["schemas"]["CycleCountHead"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "cycle_count.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "cycle_count.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            cycle_count: components["schemas"]["CycleCountHead"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "cycle_count.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "cycle_count.started";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            cycle_count: components["schemas"]["CycleCountHead"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "cycle_count.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "cycle_count.completed";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            cycle_count: {
                                id: string;
                                number: string;
                                /** @enum {string} */
                                status: "draft" | "in_progress" | "completed" | "cancelled";
                                /** @description The location that is counted */
                                location_id: string;
                                /** @description Hides expected quantities and variances until the count is completed */
                                blind: boolean;
                                /** @description The variants that are counted; null for everything on hand at the location */
                                variant_ids: string[] | null;
                                /** @description How many items it has */
                                items_count: number;
                                note: string | null;
                                /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                                metadata: {
                                    [key: string]: unknown;
                                };
                                cancel_reason: string | null;
                                started_at: string | null;
                                completed_at: string | null;
                                cancelled_at: string | null;
                                version: number;
                                /** Format: date-time */
                                created_at: string;
                                /** Format: date-time */
                                updated_at: string;
                                /** @description How many items had a variance */
                                variances: number;
                            };
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "cycle_count.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "cycle_count.cancelled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            cycle_count: components["schemas"]["CycleCountHead"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "return_authorization.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "return_authorization.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            return_authorization: components["schemas"]["ReturnAuthorization"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "return_authorization.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "return_authorization.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            return_authorization: components["schemas"]["ReturnAuthorization"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "return_authorization.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "return_authorization.received";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            return_authorization: components["schemas"]["ReturnAuthorization"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "return_authorization.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "return_authorization.cancelled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            return_authorization: components["schemas"]["ReturnAuthorization"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "production_batch.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "production_batch.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            production_batch: components["schemas"]["ProductionBatch"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "production_batch.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "production_batch.started";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            production_batch: components["schemas"]["ProductionBatch"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "production_batch.released": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "production_batch.released";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            /** @description Where a lot is released from more than 100 at once, the others have only these members, and `truncated` is true */
                            production_batch: components["schemas"]["ProductionBatch"] | {
                                id: string;
                                number: string;
                                /** @enum {string} */
                                status: "planned" | "in_progress" | "completed" | "cancelled";
                                version: number;
                                /** Format: date-time */
                                updated_at: string;
                            };
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "production_batch.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "production_batch.completed";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            production_batch: components["schemas"]["ProductionBatch"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "production_batch.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "production_batch.cancelled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            production_batch: components["schemas"]["ProductionBatch"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "product.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "product.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            product: components["schemas"]["Product"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "product.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "product.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            product: components["schemas"]["Product"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "product.archived": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "product.archived";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            product: components["schemas"]["Product"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "location.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "location.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            location: components["schemas"]["Location"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "location.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "location.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            location: components["schemas"]["Location"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "location.archived": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "location.archived";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            location: components["schemas"]["Location"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "supplier.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "supplier.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            supplier: components["schemas"]["Supplier"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "supplier.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "supplier.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            supplier: components["schemas"]["Supplier"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "supplier.archived": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "supplier.archived";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            supplier: components["schemas"]["Supplier"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "inventory_policy.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "inventory_policy.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            inventory_policy: components["schemas"]["InventoryPolicy"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "inventory_policy.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "inventory_policy.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            inventory_policy: components["schemas"]["InventoryPolicy"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "inventory_policy.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "inventory_policy.deleted";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            inventory_policy: components["schemas"]["InventoryPolicy"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "recipe.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "recipe.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            recipe: components["schemas"]["Recipe"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "recipe.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "recipe.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            recipe: components["schemas"]["Recipe"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "recipe.archived": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "recipe.archived";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            recipe: components["schemas"]["Recipe"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "inventory.adjusted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "inventory.adjusted";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            inventory_adjustment: {
                                id: string;
                                variant_id?: string;
                                sku?: string;
                                location_id?: string;
                                /** @description The signed change of on hand */
                                quantity?: number;
                                /** @description The quantity on hand that was asked for; null for a change */
                                set_to?: number | null;
                                /** @description The quantity that had to be on hand before, as given */
                                expected_on_hand?: number | null;
                                /** @enum {string} */
                                reason?: "received" | "shrinkage" | "damaged" | "theft" | "found" | "correction" | "initial" | "other";
                                note?: string | null;
                                /** @description Cost of one unit, as given */
                                unit_cost?: number | null;
                                external_reference?: string | null;
                                /** @description The lot; absent if the variant is not lot-tracked */
                                lot_id?: string;
                                /** @description The lot's number; absent if the variant is not lot-tracked */
                                lot_number?: string;
                                /** @description How many lines it has. If there is only one, its members are also members of the adjustment itself */
                                lines_count: number;
                                /** @description The API key that made the adjustment */
                                api_key_id: string | null;
                                /** Format: date-time */
                                created_at: string;
                                /** @description Its lines, or the page of them that was asked for */
                                adjustments: {
                                    variant_id: string;
                                    sku: string;
                                    location_id: string;
                                    /** @description The signed change of on hand */
                                    quantity: number;
                                    /** @description The quantity on hand that was asked for; null for a change */
                                    set_to: number | null;
                                    /** @description The quantity that had to be on hand before, as given */
                                    expected_on_hand: number | null;
                                    /** @enum {string} */
                                    reason: "received" | "shrinkage" | "damaged" | "theft" | "found" | "correction" | "initial" | "other";
                                    note: string | null;
                                    /** @description Cost of one unit, as given */
                                    unit_cost: number | null;
                                    external_reference: string | null;
                                    /** @description The lot; absent if the variant is not lot-tracked */
                                    lot_id?: string;
                                    /** @description The lot's number; absent if the variant is not lot-tracked */
                                    lot_number?: string;
                                }[];
                            };
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "inventory.low": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "inventory.low";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            variant_id: string;
                            location_id: string;
                            on_hand: number;
                            reserved: number;
                            available: number;
                            /** @description The policy's, else a reliable forecast's, else the organization's default */
                            reorder_point: number;
                            /** @description The sequence of the last ledger entry of its cause */
                            ledger_sequence: number;
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "inventory.out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "inventory.out";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            variant_id: string;
                            location_id: string;
                            on_hand: number;
                            reserved: number;
                            available: number;
                            /** @description The policy's, else a reliable forecast's, else the organization's default */
                            reorder_point: number;
                            /** @description The sequence of the last ledger entry of its cause */
                            ledger_sequence: number;
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "inventory.oversold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "inventory.oversold";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            variant_id: string;
                            location_id: string;
                            on_hand: number;
                            reserved: number;
                            available: number;
                            /** @description The policy's, else a reliable forecast's, else the organization's default */
                            reorder_point: number;
                            /** @description The sequence of the last ledger entry of its cause */
                            ledger_sequence: number;
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "inventory.restocked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "inventory.restocked";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            variant_id: string;
                            location_id: string;
                            on_hand: number;
                            reserved: number;
                            available: number;
                            /** @description The policy's, else a reliable forecast's, else the organization's default */
                            reorder_point: number;
                            /** @description The sequence of the last ledger entry of its cause */
                            ledger_sequence: number;
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "lot.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "lot.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            lot: components["schemas"]["Lot"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "lot.expiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "lot.expiring";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            lot: components["schemas"]["Lot"];
                            /** @description 0 on the last usable day; negative once the lot has expired */
                            days_until_expiry: number;
                            /** @description What is on hand of it at each location */
                            levels: {
                                location_id: string;
                                quantity: number;
                            }[];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "lot.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "lot.expired";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            lot: components["schemas"]["Lot"];
                            /** @description 0 on the last usable day; negative once the lot has expired */
                            days_until_expiry: number;
                            /** @description What is on hand of it at each location */
                            levels: {
                                location_id: string;
                                quantity: number;
                            }[];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "lot.recalled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "lot.recalled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            lot: components["schemas"]["Lot"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "waste.recorded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "waste.recorded";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            waste_record: {
                                id: string;
                                variant_id: string;
                                sku: string;
                                /** @description The location the stock was taken from */
                                location_id: string;
                                /** @description Quantity thrown away */
                                quantity: number;
                                /** @enum {string} */
                                reason: "expired" | "damaged" | "production" | "spoilage" | "contamination" | "other";
                                /** @description The lot it was taken from; null for several lots, or for a variant that is not lot-tracked */
                                lot_record_id: string | null;
                                /** @description For lot-tracked variants: how much was taken from each lot */
                                lots: {
                                    lot_id: string;
                                    lot_number: string;
                                    quantity: number;
                                }[];
                                notes: string | null;
                                /** @description The API key it was recorded with, if any */
                                api_key_id: string | null;
                                /** Format: date-time */
                                recorded_at: string;
                            };
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "demand_history.imported": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "demand_history.imported";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            demand_history: {
                                /** @description How many days were imported, of all variants and locations */
                                rows: number;
                                /**
                                 * Format: date
                                 * @description The first of the days
                                 */
                                from: string;
                                /**
                                 * Format: date
                                 * @description The last of the days
                                 */
                                to: string;
                            };
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "forecast.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "forecast.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            forecast: {
                                /** Format: date-time */
                                computed_at: string;
                                /**
                                 * Format: date
                                 * @description The last day whose demand the forecasts know
                                 */
                                through_day: string;
                                /** @description How many forecasts there are */
                                forecasts: number;
                            };
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "insight.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "insight.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            insight: components["schemas"]["Insight"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "insight.dismissed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "insight.dismissed";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            insight: components["schemas"]["Insight"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "webhook_endpoint.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            webhook_endpoint: components["schemas"]["WebhookEndpointState"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "webhook_endpoint.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            webhook_endpoint: components["schemas"]["WebhookEndpointState"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "webhook_endpoint.deleted";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            webhook_endpoint: components["schemas"]["WebhookEndpointState"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.tested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "webhook_endpoint.tested";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            webhook_endpoint: components["schemas"]["WebhookEndpointState"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "webhook_endpoint.disabled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            webhook_endpoint: components["schemas"]["WebhookEndpointState"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "integration.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "integration.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            integration: components["schemas"]["Integration"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "integration.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "integration.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            integration: components["schemas"]["Integration"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "integration.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "integration.deleted";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            integration: components["schemas"]["Integration"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "integration.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "integration.failed";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            integration_delivery: components["schemas"]["IntegrationDelivery"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "alert_subscription.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "alert_subscription.created";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            alert_subscription: components["schemas"]["AlertSubscription"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "alert_subscription.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "alert_subscription.updated";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            alert_subscription: components["schemas"]["AlertSubscription"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "alert_subscription.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "alert_subscription.deleted";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            alert_subscription: components["schemas"]["AlertSubscription"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "alert_subscription.disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @constant */
                        type: "alert_subscription.disabled";
                        /**
                         * Format: date-time
                         * @description When the event was written
                         */
                        timestamp: string;
                        data: {
                            alert_subscription: components["schemas"]["AlertSubscription"];
                            /**
                             * @description True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements
                             * @constant
                             */
                            truncated?: true;
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        ManagedOrganization: {
            id: string;
            name: string;
            /** @description The IANA time zone of the organization's calendar dates */
            timezone: string;
            /** @description ISO 4217 */
            currency: string;
            modules: ("manufacturing" | "traceability")[];
            /** @description Unique, and can't be changed */
            slug: string;
            settings: components["schemas"]["Settings"];
            /** @enum {string} */
            status: "provisioning" | "active" | "suspended";
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            database: {
                /**
                 * @description The kind of database
                 * @enum {string}
                 */
                engine: "d1" | "libsql" | "durable_object";
                location_hint: ("wnam" | "enam" | "sam" | "weur" | "eeur" | "apac" | "apac-ne" | "apac-se" | "oc" | "afr" | "me") | null;
                /** @description How many migrations have been applied */
                schema_version: number;
                /** @description How many migrations there are */
                current_version: number;
                migrated_at: string | null;
                /** @enum {string} */
                state: "none" | "behind" | "current";
                /** @description The move of the database to another engine, while there is one */
                move: {
                    /**
                     * @description The kind of database
                     * @enum {string}
                     */
                    engine: "d1" | "libsql" | "durable_object";
                    location_hint: ("wnam" | "enam" | "sam" | "weur" | "eeur" | "apac" | "apac-ne" | "apac-se" | "oc" | "afr" | "me") | null;
                    /** @enum {string} */
                    phase: "announced" | "preparing" | "copying" | "switched" | "clearing" | "cancelling";
                    /**
                     * Format: date-time
                     * @description When the phase began
                     */
                    since: string;
                } | null;
                /** @description The backup that the organization is made of, until the restore is complete */
                restore: {
                    /** @description The SHA-256 of its file */
                    backup: string;
                    /** @description How many migrations the database of the backup had */
                    schema_version: number;
                    /** @enum {string} */
                    phase: "preparing" | "receiving" | "discarding";
                } | null;
            };
        };
        Settings: {
            /** @description For variants without an inventory policy */
            default_reorder_point: number;
            /** @description For variants without an inventory policy */
            default_reorder_quantity: number;
            /** @description From ordering to receiving, in days */
            default_lead_time_days: number;
            /** @description The share of demand to be met from stock */
            default_service_level: number;
            /** @description Whether incoming stock counts against the reorder point */
            low_stock_includes_incoming: boolean;
            /** @description How many days before its expiry date a lot is reported */
            expiry_alert_days: number;
            rate_limits: {
                /** @description Requests per minute and key to `/api/v1` */
                requests_per_minute: number;
                /** @description Requests per minute and key to `/api/v1/ai/query` */
                ai_requests_per_minute: number;
                /** @description Tokens of the deployment's model, input and output, that questions may use in a day of UTC. With 0 the model is never asked, and nothing is sent to it */
                ai_tokens_per_day: number;
            };
        };
        PageMeta: {
            page?: number;
            per_page: number;
            total?: number;
            total_pages?: number;
            total_is_capped?: boolean;
            next_cursor?: string | null;
            resume_cursor?: string | null;
        };
        CreatedOrganization: {
            id: string;
            name: string;
            /** @description The IANA time zone of the organization's calendar dates */
            timezone: string;
            /** @description ISO 4217 */
            currency: string;
            modules: ("manufacturing" | "traceability")[];
            /** @description Unique, and can't be changed */
            slug: string;
            settings: components["schemas"]["Settings"];
            /** @enum {string} */
            status: "provisioning" | "active" | "suspended";
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            database: {
                /**
                 * @description The kind of database
                 * @enum {string}
                 */
                engine: "d1" | "libsql" | "durable_object";
                location_hint: ("wnam" | "enam" | "sam" | "weur" | "eeur" | "apac" | "apac-ne" | "apac-se" | "oc" | "afr" | "me") | null;
                /** @description How many migrations have been applied */
                schema_version: number;
                /** @description How many migrations there are */
                current_version: number;
                migrated_at: string | null;
                /** @enum {string} */
                state: "none" | "behind" | "current";
                /** @description The move of the database to another engine, while there is one */
                move: {
                    /**
                     * @description The kind of database
                     * @enum {string}
                     */
                    engine: "d1" | "libsql" | "durable_object";
                    location_hint: ("wnam" | "enam" | "sam" | "weur" | "eeur" | "apac" | "apac-ne" | "apac-se" | "oc" | "afr" | "me") | null;
                    /** @enum {string} */
                    phase: "announced" | "preparing" | "copying" | "switched" | "clearing" | "cancelling";
                    /**
                     * Format: date-time
                     * @description When the phase began
                     */
                    since: string;
                } | null;
                /** @description The backup that the organization is made of, until the restore is complete */
                restore: {
                    /** @description The SHA-256 of its file */
                    backup: string;
                    /** @description How many migrations the database of the backup had */
                    schema_version: number;
                    /** @enum {string} */
                    phase: "preparing" | "receiving" | "discarding";
                } | null;
            };
            api_key: {
                id: string;
                name: string;
                /** @description `read`, `write` or `admin`; each includes those before it */
                scopes: ("read" | "write" | "admin")[];
                /** @description The key itself; it is shown only in this response */
                key: string;
            };
        };
        Restoring: {
            id: string;
            slug: string;
            /**
             * @description The kind of database
             * @enum {string}
             */
            engine: "d1" | "libsql" | "durable_object";
            backup: string;
            schema_version: number;
            tables: {
                name: string;
                /** @description The order of the values in each row that is sent */
                columns: string[];
            }[];
        };
        OrganizationJob: {
            /**
             * @description The name of the job
             * @enum {string}
             */
            job: "hourly" | "nightly" | "deliveries";
            /**
             * @description `waiting` until it is due; `unknown` if the organization's database can't be read
             * @enum {string}
             */
            status: "waiting" | "running" | "unfinished" | "failed" | "unknown";
            /** @description When it is run next; null while the organization is not active or is moved, and if its Durable Object has nothing to do */
            due_at: string | null;
            /** @description The last run that finished */
            last_run: {
                /** @description The UTC hour, or the organization's calendar date, that the run is for */
                period: string;
                /** Format: date-time */
                started_at: string;
                /** Format: date-time */
                finished_at: string;
                /** @description The working time in milliseconds, without the time between invocations */
                duration_ms: number;
                /** @description What it did, as counts */
                did: {
                    [key: string]: number;
                };
            } | null;
            /** @description The run that is under way, or has failed */
            open_run: {
                /** @description The UTC hour, or the organization's calendar date, that the run is for */
                period: string;
                /** Format: date-time */
                started_at: string;
                /** @description The working time in milliseconds, without the time between invocations */
                duration_ms: number;
                /** @description What it did, as counts */
                did: {
                    [key: string]: number;
                };
                /** @description The steps that are still to be run */
                steps_left: string[];
                /** @description The steps that failed. The others were run. */
                failures: {
                    step: string;
                    error: string;
                }[];
            } | null;
            /** @description When it failed last; null once it has succeeded */
            failed_at: string | null;
            /** @description How often in a row it has failed */
            attempts: number;
            /** @description Why it failed last */
            error: string | null;
        };
        JobReport: {
            /**
             * @description The name of the job
             * @enum {string}
             */
            job: "hourly" | "nightly" | "deliveries";
            /** @description The UTC hour, or the organization's calendar date, that the run is for */
            period: string;
            /**
             * @description An `unfinished` run is continued, and a `failed` one is repeated, without another request
             * @enum {string}
             */
            status: "finished" | "unfinished" | "running" | "failed";
            /** Format: date-time */
            started_at: string;
            /** @description When the run was over; null while it is unfinished */
            finished_at: string | null;
            /** @description The working time in milliseconds, without the time between invocations */
            duration_ms: number;
            /** @description What it did, as counts */
            did: {
                [key: string]: number;
            };
            /** @description The steps that failed. The others were run. */
            failures: {
                step: string;
                error: string;
            }[];
        };
        ApiKey: {
            id: string;
            name: string;
            /** @description `read`, `write` or `admin`; each includes those before it */
            scopes: ("read" | "write" | "admin")[];
            /** @description The first characters of the key, to tell keys apart */
            prefix: string;
            expires_at: string | null;
            /** Format: date-time */
            created_at: string;
            revoked_at: string | null;
            last_used_at: string | null;
        };
        CreatedApiKey: {
            id: string;
            name: string;
            /** @description `read`, `write` or `admin`; each includes those before it */
            scopes: ("read" | "write" | "admin")[];
            /** @description The first characters of the key, to tell keys apart */
            prefix: string;
            expires_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description The key itself; it is shown only in this response */
            key: string;
        };
        Organization: {
            id: string;
            name: string;
            /** @description The IANA time zone of the organization's calendar dates */
            timezone: string;
            /** @description ISO 4217 */
            currency: string;
            modules: ("manufacturing" | "traceability")[];
            /** @description Unique, and can't be changed */
            slug: string;
            settings: components["schemas"]["Settings"];
            /** @enum {string} */
            status: "provisioning" | "active" | "suspended";
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Product: {
            id: string;
            name: string;
            /** @description Longer text about the product; not interpreted */
            description: string | null;
            /** @description A category of your own, to filter products by */
            category: string | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "active" | "archived";
            /** @description Its variants, oldest first */
            variants: components["schemas"]["Variant"][];
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Variant: {
            id: string;
            product_id: string;
            /** @description Unique among variants */
            sku: string;
            /** @description The main barcode, of any kind. Unique among variants; two forms of one GTIN are the same barcode */
            barcode: string | null;
            /** @description All barcodes, the main one first */
            barcodes: string[];
            name: string;
            /** @description What distinguishes it from the product's other variants */
            options: {
                [key: string]: string;
            };
            /** @description The unit its quantities are counted in */
            unit: string;
            /** @description The number of decimals its quantities may have */
            quantity_decimals: number;
            /** @description Selling price of one unit, in the organization's currency */
            price: number | null;
            /** @description Cost of one unit, in the organization's currency; receipts move it to the average of what is on hand */
            cost: number | null;
            /** @description If true, all of its stock is kept in lots; requires the module traceability */
            lot_tracked: boolean;
            /** @description Days from production to the expiry of a lot; the default for lots made by production batches */
            shelf_life_days: number | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "active" | "archived";
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ProductImport: {
            /** @description How many rows the file has: one for each variant and location */
            rows: number;
            products: {
                created: number;
                updated: number;
                /** @description Known, and already as the file says */
                unchanged: number;
            };
            variants: {
                created: number;
                updated: number;
                /** @description Known, and already as the file says */
                unchanged: number;
            };
            opening_stock: {
                /** @description At how many pairs of variant and location stock was posted */
                levels: number;
                /** @description How many ledger entries were written: one for each lot, else one for each level */
                entries: number;
                /** @description At how many levels the file's quantity was left out, because they have ledger entries already */
                already_stocked: number;
                /** @description The sum of the quantities that were posted */
                quantity: number;
                /** @description What that is worth */
                value: number;
                /** @description The adjustments, with the reason `initial`, of up to 1,000 lines each */
                adjustment_ids: string[];
            };
            /** @description How many rows were left out because their product has a problem; 0 unless `partial` */
            skipped: number;
            /** @description Why, with `partial`: the first 100 problems, by their line */
            errors: {
                /** @description The line of the file; null in the entry that says how many more there are */
                line: number | null;
                code: string;
                message: string;
                /** @description The row, from 0 below the header, and its field: `rows.3.sku` */
                field?: string;
                details?: {
                    [key: string]: unknown;
                };
            }[];
            /** @description The columns of a CSV file that were not read */
            ignored_columns: string[];
            /** @enum {string} */
            format: "csv" | "shopify" | "ndjson" | "json";
            /** @enum {string} */
            encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
            /** @description What separates the cells of a CSV file */
            delimiter: string | null;
        };
        ListedVariant: {
            id: string;
            product_id: string;
            /** @description Unique among variants */
            sku: string;
            /** @description The main barcode, of any kind. Unique among variants; two forms of one GTIN are the same barcode */
            barcode: string | null;
            /** @description All barcodes, the main one first */
            barcodes: string[];
            name: string;
            /** @description What distinguishes it from the product's other variants */
            options: {
                [key: string]: string;
            };
            /** @description The unit its quantities are counted in */
            unit: string;
            /** @description The number of decimals its quantities may have */
            quantity_decimals: number;
            /** @description Selling price of one unit, in the organization's currency */
            price: number | null;
            /** @description Cost of one unit, in the organization's currency; receipts move it to the average of what is on hand */
            cost: number | null;
            /** @description If true, all of its stock is kept in lots; requires the module traceability */
            lot_tracked: boolean;
            /** @description Days from production to the expiry of a lot; the default for lots made by production batches */
            shelf_life_days: number | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "active" | "archived";
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description Its product; only with `include=product` */
            product?: {
                name: string;
                description: string | null;
                category: string | null;
                /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                metadata: {
                    [key: string]: unknown;
                };
                /** @enum {string} */
                status: "active" | "archived";
            };
        };
        ScannedVariant: {
            id: string;
            product_id: string;
            /** @description Unique among variants */
            sku: string;
            /** @description The main barcode, of any kind. Unique among variants; two forms of one GTIN are the same barcode */
            barcode: string | null;
            /** @description All barcodes, the main one first */
            barcodes: string[];
            name: string;
            /** @description What distinguishes it from the product's other variants */
            options: {
                [key: string]: string;
            };
            /** @description The unit its quantities are counted in */
            unit: string;
            /** @description The number of decimals its quantities may have */
            quantity_decimals: number;
            /** @description Selling price of one unit, in the organization's currency */
            price: number | null;
            /** @description Cost of one unit, in the organization's currency; receipts move it to the average of what is on hand */
            cost: number | null;
            /** @description If true, all of its stock is kept in lots; requires the module traceability */
            lot_tracked: boolean;
            /** @description Days from production to the expiry of a lot; the default for lots made by production batches */
            shelf_life_days: number | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "active" | "archived";
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * @description How the code matched the variant
             * @enum {string}
             */
            match: "exact" | "gtin" | "gs1" | "prefix";
            product: {
                id: string;
                name: string;
                category: string | null;
                /** @enum {string} */
                status: "active" | "archived";
            };
            /** @description The variant's stock at each location */
            levels: components["schemas"]["InventoryLevel"][];
            /** @description The content of a GS1 code; null unless `match` is `gs1` */
            gs1: components["schemas"]["Gs1"] | null;
        };
        InventoryLevel: {
            variant_id: string;
            sku: string;
            product_id: string;
            product_name: string;
            location_id: string;
            location_name: string;
            /** @description Quantity physically at the location */
            on_hand: number;
            /** @description Quantity reserved for orders and production batches */
            reserved: number;
            /** @description Unreserved quantity in lots that are expired, quarantined or recalled; null for lot-tracked variants with `as_of`, since the ledger does not record it */
            held: number | null;
            /** @description on_hand − reserved − held: what can be sold; below 0 if more is reserved than is on hand */
            available: number;
            /** @description Still to arrive from open purchase orders and transfers; null with `as_of`, since the ledger does not record it */
            incoming: number | null;
            /** @description What the stock on hand has cost, as weighted average: the sum of its ledger entries' `value_change` */
            value: number;
            /** @description value ÷ on_hand, rounded; null if nothing is on hand */
            unit_cost: number | null;
            /**
             * Format: date-time
             * @description When on hand, reserved or value last changed
             */
            updated_at: string;
        };
        Gs1: {
            /** @description The GTIN, from AI 01 or 02 */
            gtin: string | null;
            /** @description From AI 10 */
            lot_number: string | null;
            /** @description From AI 17 or 7003, else from AI 15 (best before) */
            expiry_date: string | null;
            /** @description From AI 11 */
            production_date: string | null;
            /** @description From AI 21 */
            serial_number: string | null;
            /** @description The count of items, from AI 30 or 37 */
            quantity: number | null;
            /** @description From AI 3100 to 3105 */
            net_weight_kg: number | null;
            /** @description The variant's lot with this number, null if there is none; only with the module traceability */
            lot?: components["schemas"]["Lot"] | null;
            /** @description Every element of the code, in its order */
            elements: {
                /** @description The GS1 application identifier */
                ai: string;
                /** @description The identifier's data title in the GS1 General Specifications */
                title: string;
                value: string;
            }[];
        };
        Lot: {
            id: string;
            lot_number: string;
            variant_id: string;
            sku: string;
            /**
             * @description `exhausted` is set automatically while nothing is on hand
             * @enum {string}
             */
            status: "active" | "quarantine" | "exhausted" | "recalled";
            /** @description True from the day after `expiry_date`, in the organization's time zone */
            expired: boolean;
            /** @description Last usable day; null if it does not expire */
            expiry_date: string | null;
            /** @description Date of manufacture */
            manufactured_at: string | null;
            /** @description Quantity it was received or produced with */
            quantity_initial: number;
            /** @description On hand in all locations together */
            quantity_on_hand: number;
            /** @description Reserved in all locations together */
            quantity_reserved: number;
            /**
             * @description The type of document that created it
             * @enum {string}
             */
            source_type: "inventory_adjustment" | "order" | "purchase_order" | "stock_transfer" | "cycle_count" | "return_authorization" | "production_batch" | "waste_record" | "variant";
            /** @description The document that created it */
            source_id: string;
            /** @description The supplier, if it was received with a purchase order */
            supplier_id: string | null;
            /** @description For returned goods kept apart: the lot they were shipped from */
            parent_lot_id: string | null;
            note: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Location: {
            id: string;
            name: string;
            /** @description Your own short code, unique among locations */
            code: string | null;
            /**
             * @description The kind of location, for your information only
             * @enum {string}
             */
            type: "warehouse" | "store" | "transit" | "other";
            address: (string | {
                [key: string]: unknown;
            }) | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "active" | "archived";
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Supplier: {
            id: string;
            name: string;
            /** @description Your own short code, unique among suppliers */
            code: string | null;
            /** @description The address to write to; not verified */
            email: string | null;
            /** @description In any format */
            phone: string | null;
            address: (string | {
                [key: string]: unknown;
            }) | null;
            /** @description Days from placing a purchase order to receiving it */
            lead_time_days: number | null;
            /** @description The ISO 4217 code of the currency it invoices in; null means the organization's */
            currency: string | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "active" | "archived";
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        InventoryAdjustmentSummary: {
            id: string;
            variant_id?: string;
            sku?: string;
            location_id?: string;
            /** @description The signed change of on hand */
            quantity?: number;
            /** @description The quantity on hand that was asked for; null for a change */
            set_to?: number | null;
            /** @description The quantity that had to be on hand before, as given */
            expected_on_hand?: number | null;
            /** @enum {string} */
            reason?: "received" | "shrinkage" | "damaged" | "theft" | "found" | "correction" | "initial" | "other";
            note?: string | null;
            /** @description Cost of one unit, as given */
            unit_cost?: number | null;
            external_reference?: string | null;
            /** @description The lot; absent if the variant is not lot-tracked */
            lot_id?: string;
            /** @description The lot's number; absent if the variant is not lot-tracked */
            lot_number?: string;
            /** @description How many lines it has. If there is only one, its members are also members of the adjustment itself */
            lines_count: number;
            /** @description The API key that made the adjustment */
            api_key_id: string | null;
            /** Format: date-time */
            created_at: string;
        };
        InventoryAdjustment: {
            id: string;
            variant_id?: string;
            sku?: string;
            location_id?: string;
            /** @description The signed change of on hand */
            quantity?: number;
            /** @description The quantity on hand that was asked for; null for a change */
            set_to?: number | null;
            /** @description The quantity that had to be on hand before, as given */
            expected_on_hand?: number | null;
            /** @enum {string} */
            reason?: "received" | "shrinkage" | "damaged" | "theft" | "found" | "correction" | "initial" | "other";
            note?: string | null;
            /** @description Cost of one unit, as given */
            unit_cost?: number | null;
            external_reference?: string | null;
            /** @description The lot; absent if the variant is not lot-tracked */
            lot_id?: string;
            /** @description The lot's number; absent if the variant is not lot-tracked */
            lot_number?: string;
            /** @description How many lines it has. If there is only one, its members are also members of the adjustment itself */
            lines_count: number;
            /** @description The API key that made the adjustment */
            api_key_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description Its lines, or the page of them that was asked for */
            adjustments: {
                variant_id: string;
                sku: string;
                location_id: string;
                /** @description The signed change of on hand */
                quantity: number;
                /** @description The quantity on hand that was asked for; null for a change */
                set_to: number | null;
                /** @description The quantity that had to be on hand before, as given */
                expected_on_hand: number | null;
                /** @enum {string} */
                reason: "received" | "shrinkage" | "damaged" | "theft" | "found" | "correction" | "initial" | "other";
                note: string | null;
                /** @description Cost of one unit, as given */
                unit_cost: number | null;
                external_reference: string | null;
                /** @description The lot; absent if the variant is not lot-tracked */
                lot_id?: string;
                /** @description The lot's number; absent if the variant is not lot-tracked */
                lot_number?: string;
            }[];
            /** @description The entries that these lines caused; a line that changed nothing has none */
            ledger_entries: components["schemas"]["LedgerEntry"][];
        };
        LedgerEntry: {
            id: string;
            /** @description The entry's position in the ledger; rises by 1 per entry */
            sequence: number;
            /**
             * @description What changed the stock
             * @enum {string}
             */
            type: "adjustment" | "order_reserved" | "order_released" | "order_fulfilled" | "purchase_received" | "transfer_out" | "transfer_in" | "transfer_lost" | "cycle_count_adjustment" | "return_received" | "return_disposed" | "production_reserved" | "production_released" | "production_consumed" | "production_waste" | "production_output" | "waste" | "revaluation";
            variant_id: string;
            sku: string;
            location_id: string;
            /** @description The lot; null if the variant is not lot-tracked */
            lot_id: string | null;
            /** @description The signed change of on hand or, if that does not change, of reserved */
            quantity: number;
            on_hand_change: number;
            reserved_change: number;
            /** @description On hand of the variant at the location after this entry */
            on_hand_after: number;
            /** @description Reserved of the variant at the location after this entry */
            reserved_after: number;
            /** @description Cost per unit of what moved or was lost, rounded; null if none moved, or if its cost is not known */
            unit_cost: number | null;
            /** @description Price of one, for what an order ships and what comes back of it; null if the order gives none */
            unit_price: number | null;
            /** @description The signed change of the level's value */
            value_change: number;
            /** @description The value of the variant's stock at the location after this entry */
            value_after: number;
            /** @description The reason of an adjustment or waste record, or the condition of a return */
            reason: string | null;
            note: string | null;
            /**
             * @description The kind of document that caused the entry
             * @enum {string}
             */
            reference_type: "inventory_adjustment" | "order" | "purchase_order" | "stock_transfer" | "cycle_count" | "return_authorization" | "production_batch" | "waste_record" | "variant";
            /** @description The id of the document that caused the entry */
            reference_id: string;
            /** @description Who caused the entry */
            actor_type: ("api_key" | "integration" | "job" | "operator") | null;
            /** @description The id of the API key, integration, job or operator */
            actor_id: string | null;
            /** @description The actor's id, if the actor is an API key */
            api_key_id: string | null;
            /**
             * Format: date-time
             * @description When it took effect; never earlier than the entry before
             */
            occurred_at: string;
            /** Format: date-time */
            created_at: string;
        };
        Order: {
            id: string;
            number: string;
            /**
             * @description Derived from the quantities of its items until the order is cancelled
             * @enum {string}
             */
            status: "pending" | "partially_reserved" | "reserved" | "partially_fulfilled" | "fulfilled" | "cancelled";
            /** @description The order's own location; null if it has none and its items ship from several */
            location_id: string | null;
            customer: {
                name: string | null;
                email: string | null;
                phone: string | null;
                /** @description The customer's id in your own system */
                external_id: string | null;
            };
            /** @description The sales channel it came through */
            channel: string | null;
            /** @description The order's reference in another system */
            external_reference: string | null;
            note: string | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            cancel_reason: string | null;
            /** @description What the shipped items cost, by their ledger entries; returns do not change it. Null if some were shipped before costs were recorded */
            cost_of_goods: number | null;
            /** @description The price of the shipped items less `cost_of_goods`; null if some of them have no price */
            margin: number | null;
            items: {
                id: string;
                variant_id: string;
                sku: string;
                /** @description The location it ships from */
                location_id: string;
                /** @description Quantity ordered */
                quantity: number;
                /** @description Price of one; null if the variant has none */
                unit_price: number | null;
                /** @description Reserved for this item and not yet shipped */
                reserved_quantity: number;
                /** @description Shipped so far */
                fulfilled_quantity: number;
                /** @description Cancelled; what is neither fulfilled nor cancelled is open */
                cancelled_quantity: number;
                /** @description Shipped, and received back with return authorizations */
                returned_quantity: number;
                /** @description For lot-tracked variants: how much of each lot is reserved for or was shipped with this item; at most 5,000 lots in all items together */
                lots: {
                    lot_id: string;
                    lot_number: string;
                    quantity: number;
                }[];
            }[];
            /** @description After a reservation with `allow_partial`: the items that could not be fully reserved */
            shortages?: {
                order_item_id: string;
                sku: string;
                variant_id: string;
                location_id: string;
                /** @description Quantity that was to be reserved */
                requested: number;
                /** @description Quantity that was available and is now reserved */
                available: number;
            }[];
            /** Format: date-time */
            placed_at: string;
            /** @description When stock was first reserved */
            reserved_at: string | null;
            /** @description When the order was completely fulfilled */
            fulfilled_at: string | null;
            cancelled_at: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        PurchaseOrder: {
            id: string;
            number: string;
            /**
             * @description What is open counts as `incoming` while `ordered` or `partially_received`
             * @enum {string}
             */
            status: "ordered" | "partially_received" | "received" | "closed" | "cancelled";
            supplier_id: string;
            /** @description The location the goods are delivered to */
            location_id: string;
            /** @description ISO 4217 code of the currency of `unit_cost` */
            currency: string;
            /** @description The organization's money per unit of the order's; null if it is not known, or the order is in the organization's currency */
            exchange_rate: number | null;
            /** @description When it is expected to arrive */
            expected_at: string | null;
            note: string | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            /** @description Why it was cancelled or closed */
            cancel_reason: string | null;
            items: {
                id: string;
                variant_id: string;
                sku: string;
                /** @description Quantity ordered */
                quantity: number;
                /** @description Cost of one as ordered; null if unknown */
                unit_cost: number | null;
                /** @description Accepted into stock so far */
                received_quantity: number;
                /** @description Arrived but not accepted */
                rejected_quantity: number;
                /** @description Cancelled or closed short: no longer expected */
                cancelled_quantity: number;
            }[];
            /** @description After a receipt: the quarantined and recalled lots that goods were received of. They are on hand and held; set them apart */
            warnings?: {
                /** @enum {string} */
                code: "lot_quarantined" | "lot_recalled";
                message: string;
                lot_id: string;
                lot_number: string;
                variant_id: string;
            }[];
            /** Format: date-time */
            ordered_at: string;
            /** @description When everything that was still open had arrived */
            received_at: string | null;
            /** @description When it was cancelled or closed */
            cancelled_at: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        StockTransfer: {
            id: string;
            number: string;
            /**
             * @description What is in transit counts as `incoming` at the destination while `in_transit` or `partially_received`
             * @enum {string}
             */
            status: "draft" | "in_transit" | "partially_received" | "received" | "cancelled";
            /** @description The source: the location the goods leave */
            from_location_id: string;
            /** @description The destination: the location the goods go to */
            to_location_id: string;
            note: string | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            cancel_reason: string | null;
            items: {
                id: string;
                variant_id: string;
                sku: string;
                /** @description Quantity planned */
                quantity: number;
                /** @description Left the source */
                shipped_quantity: number;
                /** @description Arrived at the destination so far */
                received_quantity: number;
                /** @description Shipped, and written off as lost */
                lost_quantity: number;
                /** @description What one cost when it was shipped, rounded; null before */
                unit_cost: number | null;
                /** @description What the shipped goods cost: their share of the source's value */
                shipped_value: number;
                /** @description How much of that has arrived */
                received_value: number;
                /** @description How much of it was written off as lost; the rest is in transit */
                lost_value: number;
                /** @description For lot-tracked variants: how much of each lot was shipped; at most 5,000 lots in all items together */
                lots: {
                    lot_id: string;
                    lot_number: string;
                    quantity: number;
                }[];
            }[];
            /** @description After a receipt: the quarantined and recalled lots that goods were received of. They are on hand and held; set them apart */
            warnings?: {
                /** @enum {string} */
                code: "lot_quarantined" | "lot_recalled";
                message: string;
                lot_id: string;
                lot_number: string;
                variant_id: string;
            }[];
            shipped_at: string | null;
            /** @description When nothing was left in transit, after the last receipt or write-off */
            received_at: string | null;
            cancelled_at: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        CycleCountHead: {
            id: string;
            number: string;
            /** @enum {string} */
            status: "draft" | "in_progress" | "completed" | "cancelled";
            /** @description The location that is counted */
            location_id: string;
            /** @description Hides expected quantities and variances until the count is completed */
            blind: boolean;
            /** @description The variants that are counted; null for everything on hand at the location */
            variant_ids: string[] | null;
            /** @description How many items it has */
            items_count: number;
            note: string | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            cancel_reason: string | null;
            started_at: string | null;
            completed_at: string | null;
            cancelled_at: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        CycleCount: {
            id: string;
            number: string;
            /** @enum {string} */
            status: "draft" | "in_progress" | "completed" | "cancelled";
            /** @description The location that is counted */
            location_id: string;
            /** @description Hides expected quantities and variances until the count is completed */
            blind: boolean;
            /** @description The variants that are counted; null for everything on hand at the location */
            variant_ids: string[] | null;
            /** @description How many items it has */
            items_count: number;
            note: string | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            cancel_reason: string | null;
            started_at: string | null;
            completed_at: string | null;
            cancelled_at: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            items: {
                id: string;
                variant_id: string;
                sku: string;
                /** @description The lot, for lot-tracked variants */
                lot_id: string | null;
                /** @description On hand at `counted_at`, or when it was loaded; null in a blind count until it is completed */
                expected_quantity: number | null;
                /** @description Quantity that was counted; null if not counted yet */
                counted_quantity: number | null;
                /** @description `counted_quantity` minus `expected_quantity`; null if either is null */
                variance: number | null;
                counted_at: string | null;
            }[];
        };
        ReturnAuthorization: {
            id: string;
            number: string;
            /** @enum {string} */
            status: "pending" | "received" | "cancelled";
            order_id: string;
            /** @description The location the goods come back to */
            location_id: string;
            /** @description Why the goods are returned */
            reason: string | null;
            note: string | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            items: {
                id: string;
                order_item_id: string;
                variant_id: string;
                sku: string;
                quantity: number;
                /**
                 * @description `sellable` goods go back into stock; `damaged` and `discarded` ones are only recorded
                 * @enum {string}
                 */
                condition: "sellable" | "damaged" | "discarded";
                /** @description The lot it was shipped from, if known; once received, the lot it was received into */
                lot_id: string | null;
                /** @description Amount to refund for one */
                unit_refund: number | null;
                /** @description What the goods cost when they were shipped; null until they are received, and if it is not known */
                value: number | null;
            }[];
            received_at: string | null;
            cancelled_at: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        InventoryPolicy: {
            id: string;
            variant_id: string;
            sku: string;
            location_id: string;
            /** @description Stock is low once the available quantity is at or below this */
            reorder_point: number;
            /** @description The usual quantity to reorder */
            reorder_quantity: number;
            /** @description Days from ordering to receiving */
            lead_time_days: number;
            /** @description Quantity to keep in reserve for unexpected demand */
            safety_stock: number;
            /** @description Quantity not to reorder beyond; null for no limit */
            max_stock: number | null;
            /** @description The supplier to reorder from */
            supplier_id: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Recipe: {
            id: string;
            name: string;
            /** @description Your code for the recipe, unique among recipes */
            code: string | null;
            /** @description The variant produced */
            output_variant_id: string;
            /** @description The SKU of the variant produced */
            output_sku: string;
            /** @description Quantity of the output that the items yield */
            output_quantity: number;
            items: {
                variant_id: string;
                sku: string;
                /** @description Quantity needed for `output_quantity`, without scrap */
                quantity: number;
                /** @description Percentage lost in production; batches plan that much more */
                scrap_percent: number;
            }[];
            /** @description How the output is produced, as text */
            instructions: string | null;
            /**
             * @description No batch can be planned from an `archived` recipe
             * @enum {string}
             */
            status: "active" | "archived";
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ProductionBatch: {
            id: string;
            number: string;
            /** @enum {string} */
            status: "planned" | "in_progress" | "completed" | "cancelled";
            recipe_id: string;
            /** @description The location that inputs are taken from and the output is added to */
            location_id: string;
            /** @description The variant produced */
            output_variant_id: string;
            /** @description The SKU of the variant produced */
            output_sku: string;
            /** @description Quantity of the output to produce */
            planned_quantity: number;
            /** @description Quantity of the output that was produced; null until the batch is completed */
            actual_quantity_produced: number | null;
            /** @description Quantity produced as a percentage of the quantity planned */
            yield_percent: number | null;
            /** @description What was consumed and wasted has cost, which is what the output is worth; null before completion */
            input_value: number | null;
            /** @description Actual cost of one of the output, waste included, rounded; null if nothing was produced */
            unit_cost: number | null;
            notes: string | null;
            /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
            metadata: {
                [key: string]: unknown;
            };
            cancel_reason: string | null;
            inputs: {
                id: string;
                variant_id: string;
                sku: string;
                /** @description Quantity to use, scaled from the recipe, scrap included */
                planned_quantity: number;
                /** @description Reserved for this input and not yet consumed */
                reserved_quantity: number;
                /** @description Quantity used; null until the batch is completed */
                actual_quantity: number | null;
                /** @description Quantity wasted in addition to `actual_quantity`; null until the batch is completed */
                waste_quantity: number | null;
                /** @description For lot-tracked variants: how much of each lot is reserved for or was consumed by this input */
                lots: {
                    lot_id: string;
                    lot_number: string;
                    quantity: number;
                }[];
            }[];
            /** @description What was produced; empty until the batch is completed */
            outputs: {
                variant_id: string;
                sku: string;
                quantity: number;
                /** @description The lot produced; null if the variant is not lot-tracked */
                lot_id: string | null;
                lot_number: string | null;
                expiry_date: string | null;
            }[];
            /** Format: date-time */
            planned_at: string;
            started_at: string | null;
            completed_at: string | null;
            cancelled_at: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ChangedLot: {
            id: string;
            lot_number: string;
            variant_id: string;
            sku: string;
            /**
             * @description `exhausted` is set automatically while nothing is on hand
             * @enum {string}
             */
            status: "active" | "quarantine" | "exhausted" | "recalled";
            /** @description True from the day after `expiry_date`, in the organization's time zone */
            expired: boolean;
            /** @description Last usable day; null if it does not expire */
            expiry_date: string | null;
            /** @description Date of manufacture */
            manufactured_at: string | null;
            /** @description Quantity it was received or produced with */
            quantity_initial: number;
            /** @description On hand in all locations together */
            quantity_on_hand: number;
            /** @description Reserved in all locations together */
            quantity_reserved: number;
            /**
             * @description The type of document that created it
             * @enum {string}
             */
            source_type: "inventory_adjustment" | "order" | "purchase_order" | "stock_transfer" | "cycle_count" | "return_authorization" | "production_batch" | "waste_record" | "variant";
            /** @description The document that created it */
            source_id: string;
            /** @description The supplier, if it was received with a purchase order */
            supplier_id: string | null;
            /** @description For returned goods kept apart: the lot they were shipped from */
            parent_lot_id: string | null;
            note: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The orders whose reservations of the lot were released */
            orders: {
                order_id: string;
                number: string;
                /** @enum {string} */
                status: "pending" | "partially_reserved" | "reserved" | "partially_fulfilled" | "fulfilled" | "cancelled";
                /** @description Quantity of the lot that was reserved and is now released */
                quantity: number;
            }[];
            /** @description The production batches whose reservations of the lot were released */
            production_batches: {
                production_batch_id: string;
                number: string;
                /** @enum {string} */
                status: "planned" | "in_progress" | "completed" | "cancelled";
                /** @description Quantity of the lot that was reserved and is now released */
                quantity: number;
            }[];
        };
        TraceForward: {
            lot: components["schemas"]["Lot"];
            /** @description The last 1,000 ledger entries of this lot, in order; `/inventory_ledger?lot_id=` lists all of them */
            lot_ledger_entries: components["schemas"]["LedgerEntry"][];
            /** @description How many ledger entries the lot has */
            lot_ledger_entries_total: number;
            /** @description What is on hand of the lot, by location */
            current_stock: {
                location_id: string;
                quantity: number;
            }[];
            /** @description The batches that consumed this lot, or a lot produced from it, to any depth */
            consumed_by: {
                /** @description 1: consumed this lot itself; 2: consumed a lot produced from it; and so on */
                depth: number;
                lot_id: string;
                lot_number: string;
                variant_id: string;
                sku: string;
                /** @description Quantity of that lot it consumed */
                quantity: number;
                production_batch_id: string;
                number: string;
                /** @enum {string} */
                status: "planned" | "in_progress" | "completed" | "cancelled";
                completed_at: string | null;
                /** @description The lots it produced */
                output_lots: {
                    lot_id: string;
                    lot_number: string;
                    variant_id: string;
                    sku: string;
                    quantity: number;
                }[];
            }[];
            /** @description The recall list: the orders that this lot, or a lot produced from it, was shipped to */
            shipped_to: {
                order_id: string;
                number: string;
                customer: {
                    name: string | null;
                    email: string | null;
                    phone: string | null;
                    /** @description The customer's id in your own system */
                    external_id: string | null;
                };
                quantity: number;
                /** @description How much of it was received back of this lot */
                returned_quantity: number;
                /** Format: date-time */
                fulfilled_at: string;
                /** @description 0: this lot itself was shipped; 1: a lot produced from it; and so on */
                depth: number;
                lot_id: string;
                lot_number: string;
                variant_id: string;
                sku: string;
            }[];
            /** @description The transfers that this lot, or a lot produced from it, is in transit with */
            in_transit: {
                stock_transfer_id: string;
                number: string;
                /** @description The location the goods are on their way to */
                to_location_id: string;
                /** @description Quantity that has been shipped and has neither arrived nor been lost */
                quantity: number;
                /** @description 0: this lot itself is in transit; 1: a lot produced from it; and so on */
                depth: number;
                lot_id: string;
                lot_number: string;
                variant_id: string;
                sku: string;
            }[];
        };
        TraceBackward: {
            lot: components["schemas"]["Lot"];
            /** @description The batch that produced it; null if it was not produced here */
            source_batch: {
                id: string;
                number: string;
                recipe_id: string;
                location_id: string;
                quantity: number;
                completed_at: string | null;
            } | null;
            /** @description Every lot that went into it, to any depth */
            input_lots: {
                /** @description 1: went into this lot; 2: went into a lot that did; and so on */
                depth: number;
                lot_id: string;
                lot_number: string;
                variant_id: string;
                sku: string;
                /** @enum {string} */
                status: "active" | "quarantine" | "exhausted" | "recalled";
                expiry_date: string | null;
                /** @description The lot it went into */
                into_lot_id: string;
                /** @description The batch that consumed it; null if `into_lot_id` is a lot of returned goods */
                production_batch_id: string | null;
                /** @description Quantity that went into that lot */
                quantity: number;
                supplier: {
                    id: string;
                    name: string;
                } | null;
                /** @description How it was received; null if it was produced here */
                receipt: {
                    /** @enum {string} */
                    source_type: "inventory_adjustment" | "order" | "purchase_order" | "stock_transfer" | "cycle_count" | "return_authorization" | "production_batch" | "waste_record" | "variant";
                    source_id: string;
                    number: string | null;
                    quantity: number;
                    /** Format: date-time */
                    received_at: string;
                } | null;
            }[];
        };
        ExpiryAlert: {
            /** @description The lot's id */
            id: string;
            lot_number: string;
            variant_id: string;
            sku: string;
            /** @enum {string} */
            status: "active" | "quarantine" | "exhausted" | "recalled";
            /**
             * Format: date
             * @description The last day on which the lot can be sold or used
             */
            expiry_date: string;
            /** @description 0 on the last usable day; negative once the lot has expired */
            days_until_expiry: number;
            /** @description On hand at all locations */
            quantity_on_hand: number;
            /** @description The locations that hold the lot */
            locations: {
                location_id: string;
                location_name: string;
                /** @description On hand at this location */
                quantity: number;
            }[];
        };
        WasteRecord: {
            id: string;
            variant_id: string;
            sku: string;
            /** @description The location the stock was taken from */
            location_id: string;
            /** @description Quantity thrown away */
            quantity: number;
            /** @enum {string} */
            reason: "expired" | "damaged" | "production" | "spoilage" | "contamination" | "other";
            /** @description The lot it was taken from; null for several lots, or for a variant that is not lot-tracked */
            lot_record_id: string | null;
            /** @description For lot-tracked variants: how much was taken from each lot */
            lots: {
                lot_id: string;
                lot_number: string;
                quantity: number;
            }[];
            notes: string | null;
            /** @description The ledger entries it made, one for each lot */
            ledger_entries: components["schemas"]["LedgerEntry"][];
            /** @description The API key it was recorded with, if any */
            api_key_id: string | null;
            /** Format: date-time */
            recorded_at: string;
        };
        DemandDay: {
            /** Format: date */
            date: string;
            variant_id: string;
            sku: string;
            location_id: string;
            /** @description What orders shipped on that day, or what was imported */
            quantity: number;
            /** @description The price of that; null if none was imported */
            revenue: number | null;
            /** @description What came back there on that day; not subtracted. What comes back on a day without sales has no day here: it is in the ledger and in the report on movements */
            returned_quantity: number;
            /** @enum {string} */
            source: "own" | "imported";
            /** @description True if there was nothing available for a part of the day, so more could have been sold */
            stockout: boolean;
        };
        ImportedDemand: {
            /** @description How many days were imported */
            rows: number;
        };
        Forecast: {
            variant_id: string;
            sku: string;
            /** @description Null for the demand of all locations together */
            location_id: string | null;
            /** @description How the mean was forecast */
            method: string;
            /**
             * @description Whether days or weeks were modelled
             * @enum {string}
             */
            granularity: "day" | "week";
            /** @description Days whose demand is known; without stock and sales, it is not */
            history_days: number;
            points: {
                /** Format: date */
                date: string;
                mean: number;
                p10: number;
                p50: number;
                p90: number;
            }[];
            /** @description The mean, the median (`p50`), and the interval that holds with a probability of 80 % */
            total: {
                mean: number;
                p10: number;
                p50: number;
                p90: number;
            };
            accuracy: components["schemas"]["ForecastAccuracy"] | null;
            /** @enum {string} */
            demand_class: "smooth" | "intermittent" | "erratic" | "lumpy" | "new" | "none";
            /** @enum {string} */
            confidence: "low" | "fair" | "good";
            recommendation: components["schemas"]["ReplenishmentAdvice"];
            /** Format: date-time */
            computed_at: string;
        };
        ForecastAccuracy: {
            /** @description Mean absolute error over that of repeating the demand before */
            mase: number | null;
            /** @description Sum of absolute errors over the sum of demand */
            wape: number | null;
            /** @description Sum of errors over the sum of demand; positive if too high */
            bias: number | null;
            /** @description How often demand was within the 80 % interval */
            coverage_80: number | null;
            /** @description How many periods of the past were forecast and compared */
            backtest_windows: number;
            /**
             * @description Forecasts of past nights against what came, or the method tried on the variant's own past
             * @enum {string}
             */
            basis: "track_record" | "backtest";
        };
        ReplenishmentAdvice: {
            /** @description The probability that demand is met until an order arrives: from the margin where price and cost are known, else the organization's `default_service_level` */
            service_level: number;
            /** @description The policy's, else the supplier's, else the organization's, corrected by past receipts */
            lead_time_days: number;
            lead_time_demand: {
                mean: number;
                p50: number;
                p90: number;
            };
            /** @description The quantity that lasts for the lead time with the probability `service_level` */
            reorder_point: number;
            /** @description What of the reorder point exceeds the mean demand of the lead time */
            safety_stock: number;
            /** @description The quantity that lasts for the lead time and a week more, after which one orders again, with the probability `service_level`; no more than is sold before it expires, which may be below the reorder point */
            order_up_to: number;
            /** @description What to order today: 0 while available and incoming are above the reorder point. At least the policy's `reorder_quantity`, at most its `max_stock`, and no more than is sold before it expires */
            order_quantity: number;
            /** @description When the reorder point is reached; null beyond 180 days */
            order_by: string | null;
            /** @description When what is available runs out by the median; null beyond 180 days */
            stockout_date: string | null;
            /** @description The probability that available and incoming do not last until an order of today arrives */
            stockout_probability: number;
        };
        Insight: {
            id: string;
            /** @enum {string} */
            kind: "stockout_risk" | "overstock" | "dead_stock" | "expiry_risk" | "demand_spike" | "demand_drop" | "shrinkage" | "supplier_late" | "oversold" | "margin";
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /**
             * @description `closed` once the finding has ended or was dismissed; it opens again under the same id
             * @enum {string}
             */
            status: "open" | "closed";
            title: string;
            detail: string;
            evidence: {
                /** @description What the value says */
                metric: string;
                value: number | string;
                unit?: string;
                /** @description The path of this API that returns the value */
                source: string;
            }[];
            /** @description What it costs or puts at risk, in the organization's money; null where nothing has a value */
            impact: {
                amount: number;
                currency: string;
            } | null;
            variant_id: string | null;
            location_id: string | null;
            lot_id: string | null;
            supplier_id: string | null;
            document_id: string | null;
            suggested_action: {
                text: string;
                /** @description With `path` and `body`, the request that does it */
                method?: string;
                path?: string;
                body?: {
                    [key: string]: unknown;
                };
            } | null;
            /**
             * Format: date-time
             * @description When the finding was first made, this time
             */
            first_seen_at: string;
            /**
             * Format: date-time
             * @description When it was made last
             */
            last_seen_at: string;
            closed_at: string | null;
            /** @description When it was dismissed, this time; it stays quiet until the finding becomes worse, or ends and returns */
            dismissed_at: string | null;
            /**
             * Format: date-time
             * @description When its numbers were computed
             */
            computed_at: string;
            /** @description The earlier times in which it lasted, the latest last */
            history: {
                /** Format: date-time */
                first_seen_at: string;
                /** Format: date-time */
                last_seen_at: string;
                /** Format: date-time */
                closed_at: string;
                dismissed_at: string | null;
            }[];
            /** Format: date-time */
            updated_at: string;
        };
        QuestionAnswer: {
            /** @description One sentence or a few. Every number in it stands in `rows` or `evidence` */
            answer: string;
            /** @description What the question was taken to mean */
            interpretation: string;
            columns: components["schemas"]["Column"][];
            rows: {
                [key: string]: string | number | boolean | null;
            }[];
            /** @description How many rows there are */
            total: number;
            /** @description True if only the first of them are shown */
            truncated: boolean;
            evidence: components["schemas"]["Evidence"][];
            /** @description `builtin`, or the id of the model that answered */
            engine: string;
            /** Format: date-time */
            as_of: string;
            /** @description Send it with the next question of the conversation */
            conversation_id: string;
            warnings: string[];
            usage: {
                /** @description How often the model was called */
                steps: number;
                input_tokens: number;
                output_tokens: number;
            };
        };
        Column: {
            key: string;
            label: string;
            /** @enum {string} */
            type: "text" | "quantity" | "money" | "percent" | "number" | "count" | "date" | "time" | "boolean";
            unit?: string;
        };
        Evidence: {
            tool: string;
            arguments: {
                [key: string]: unknown;
            };
            rows: {
                [key: string]: string | number | boolean | null;
            }[];
            /** @description How many rows there are */
            total: number;
            /** @description Sums over all rows, not only those shown */
            summary: {
                [key: string]: string | number | null;
            };
            /** @description The path of this API at which the same is asked for again */
            source: string;
        };
        ToolResult: {
            columns: components["schemas"]["Column"][];
            rows: {
                [key: string]: string | number | boolean | null;
            }[];
            /** @description How many rows there are */
            total: number;
            /** @description True if only the first of them are shown */
            truncated: boolean;
            /** @description Sums over all rows, not only those shown */
            summary: {
                [key: string]: string | number | null;
            };
            /** Format: date-time */
            as_of: string;
        };
        StockByLocation: {
            location_id: string;
            location_name: string;
            location_code: string | null;
            /** @enum {string} */
            location_type: "warehouse" | "store" | "transit" | "other";
            /** @description How many variants are on hand; absent with `detail` */
            variants?: number;
            variant_id?: string;
            sku?: string;
            product_id?: string;
            product_name?: string;
            on_hand: number;
            reserved: number;
            /** @description Unreserved quantity in lots that are expired, quarantined or recalled */
            held: number;
            /** @description on_hand − reserved − held */
            available: number;
            /** @description Still to arrive from open purchase orders and transfers */
            incoming: number;
            /** @description What the stock on hand has cost */
            stock_value: number;
            /** @description With `detail`: stock_value ÷ on_hand, rounded */
            unit_cost?: number | null;
        };
        LowStock: {
            variant_id: string;
            sku: string;
            product_id: string;
            product_name: string;
            location_id: string;
            location_name: string;
            on_hand: number;
            reserved: number;
            /** @description Unreserved quantity in lots that are expired, quarantined or recalled */
            held: number;
            /** @description on_hand − reserved − held */
            available: number;
            /** @description Still to arrive from open purchase orders and transfers */
            incoming: number;
            reorder_point: number;
            safety_stock: number;
            /**
             * @description Where the reorder point comes from: a policy, the forecast, or the organization's default
             * @enum {string}
             */
            source: "policy" | "forecast" | "default";
            policy_id: string | null;
            /** @description The larger of the reorder quantity and what is needed to reach reorder_point + safety_stock, but no more than the policy's max_stock allows, rounded up to what the variant is counted in */
            suggested_order_quantity: number;
            /** @description The policy's, else the forecast's, else the organization's default */
            lead_time_days: number;
            /** @description How long what is available lasts at the average demand of the last 30 days; null without demand */
            days_of_cover: number | null;
            /** @description The day on which it runs out at that demand */
            projected_stockout_date: string | null;
            /** @description The policy's supplier */
            supplier_id: string | null;
        };
        FastMover: {
            rank: number;
            variant_id: string;
            sku: string;
            product_id: string;
            product_name: string;
            /** @description What orders shipped */
            units_sold: number;
            /** @description What came back of orders, sellable or not */
            units_returned: number;
            net_units: number;
            /** @description The price of what was shipped, less that of what came back; 0 for what has no price */
            revenue: number;
            /** @description What the shipped goods cost, less what sellable returns brought back */
            cost_of_goods: number;
            /** @description revenue − cost_of_goods */
            margin: number;
            /** @description How many orders began shipping it in these days; with `location_id`, those that began there */
            orders: number;
            /** @description net_units ÷ days */
            velocity_per_day: number;
            /** @description margin as a percentage of revenue; null without revenue */
            margin_percent: number | null;
            on_hand: number;
            available: number;
            /** @description How long what is available lasts at this velocity; null unless net_units is above 0 */
            days_of_cover: number | null;
            /** @description net_units as a share of those of all variants, from 0 to 1; null if there are none in all */
            share_of_units: number | null;
        };
        InventoryAge: {
            variant_id: string;
            sku: string;
            product_id: string;
            product_name: string;
            location_id: string;
            location_name: string;
            on_hand: number;
            /**
             * Format: date-time
             * @description When stock last came in
             */
            last_inbound_at: string;
            /**
             * @description By what: a receipt; `adjustment` if there has been none, for the first entry that brought stock
             * @enum {string}
             */
            last_inbound_type: "purchase_received" | "transfer_in" | "return_received" | "production_output" | "adjustment";
            /** @description Days of the organization's calendar since then */
            age_days: number;
            /** @enum {string} */
            age_bucket: "0-30" | "31-60" | "61-90" | "90+";
            unit_cost: number | null;
            /** @description What the stock on hand has cost */
            value: number;
        };
        /** @description What does not identify a row of the chosen group is null */
        Valuation: {
            variant_id: string | null;
            sku: string | null;
            product_id: string | null;
            product_name: string | null;
            category: string | null;
            location_id: string | null;
            location_name: string | null;
            on_hand: number;
            /** @description value ÷ on_hand, rounded */
            unit_cost: number | null;
            /** @description The sum of the ledger's `value_change` */
            value: number;
        };
        Movements: {
            variant_id: string;
            sku: string;
            product_id: string;
            product_name: string;
            /** @description Null unless `group_by` is `level` */
            location_id: string | null;
            location_name: string | null;
            /** @description On hand at the beginning of `from` */
            opening: {
                quantity: number;
                value: number;
            };
            /** @description What came in, by type of ledger entry */
            in: {
                [key: string]: {
                    quantity: number;
                    value: number;
                };
            };
            /** @description What went out, by type of ledger entry; a revaluation moves value only */
            out: {
                [key: string]: {
                    quantity: number;
                    value: number;
                };
            };
            /** @description opening + in − out: on hand at the end of `to` */
            closing: {
                quantity: number;
                value: number;
            };
        };
        Reconciliation: {
            /** @description How many levels were recomputed */
            checked: number;
            /** @description How many ledger entries have no level; always 0 if all is well */
            entries_without_level: number;
            /** @description Stored quantities that differ from the recomputed ones; empty if all is well. At most 1,000 */
            discrepancies: {
                variant_id: string;
                /** @description Null for a lot's total over all locations */
                location_id: string | null;
                /** @description Null for a whole level */
                lot_id: string | null;
                /** @description The line of a document whose reservation differs */
                line_id: string | null;
                /** @description The first ledger entry whose running value differs */
                sequence: number | null;
                /**
                 * @description Which quantity differs
                 * @enum {string}
                 */
                measure: "missing_level" | "on_hand" | "reserved" | "reservations" | "sum_of_lots" | "reserved_of_lots" | "lot_on_hand" | "lot_reserved" | "lot_reservations" | "lot_total" | "unreserved_of_lots" | "line_reserved" | "line_taken" | "line_arrived" | "line_open" | "on_hand_after" | "reserved_after" | "lot_on_hand_after" | "value" | "value_without_stock" | "value_after" | "entry_value" | "last_inbound" | "day_quantity_in" | "day_quantity_out" | "day_value_in" | "day_value_out" | "day_lost_quantity" | "day_lost_value" | "day_revenue" | "day_new_orders" | "stockout" | "stockout_days" | "line_revenue" | "line_cost_of_goods" | "line_returned_cost" | "line_returned_value" | "line_shipped_value" | "line_received_value" | "line_lost_value" | "batch_input_value" | "batch_output_value";
                /** @description The stored quantity */
                level: number;
                /** @description The recomputed quantity */
                ledger: number;
            }[];
            /** @description True if there are more discrepancies than those returned */
            has_more: boolean;
        };
        Event: {
            /** @description Unique among the events of all organizations; sent as `webhook-id` */
            id: string;
            /** @description The event's position in the feed; rises by 1 per event */
            sequence: number;
            /**
             * @description What happened
             * @enum {string}
             */
            type: "order.created" | "order.reserved" | "order.fulfilled" | "order.partially_fulfilled" | "order.released" | "order.cancelled" | "purchase_order.created" | "purchase_order.updated" | "purchase_order.received" | "purchase_order.closed" | "purchase_order.cancelled" | "purchase_order.overdue" | "stock_transfer.created" | "stock_transfer.shipped" | "stock_transfer.received" | "stock_transfer.cancelled" | "cycle_count.created" | "cycle_count.updated" | "cycle_count.started" | "cycle_count.completed" | "cycle_count.cancelled" | "return_authorization.created" | "return_authorization.updated" | "return_authorization.received" | "return_authorization.cancelled" | "production_batch.created" | "production_batch.started" | "production_batch.released" | "production_batch.completed" | "production_batch.cancelled" | "product.created" | "product.updated" | "product.archived" | "location.created" | "location.updated" | "location.archived" | "supplier.created" | "supplier.updated" | "supplier.archived" | "inventory_policy.created" | "inventory_policy.updated" | "inventory_policy.deleted" | "recipe.created" | "recipe.updated" | "recipe.archived" | "inventory.adjusted" | "inventory.low" | "inventory.out" | "inventory.oversold" | "inventory.restocked" | "lot.updated" | "lot.expiring" | "lot.expired" | "lot.recalled" | "waste.recorded" | "demand_history.imported" | "forecast.updated" | "insight.created" | "insight.dismissed" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.deleted" | "webhook_endpoint.tested" | "webhook_endpoint.disabled" | "alert_subscription.created" | "alert_subscription.updated" | "alert_subscription.deleted" | "alert_subscription.disabled" | "integration.created" | "integration.updated" | "integration.deleted" | "integration.failed";
            /** @description The resource concerned as it is after the event, under its name; for `inventory` events about a level, its quantities. The schema of each type is under `webhooks` of this document. Of more than 1 MB of JSON, each list has only its first 20 elements, and `truncated` is true: read the resource for the rest */
            data: {
                [key: string]: unknown;
            };
            /** @description Who caused the event; null for events from before actors were recorded */
            actor_type: ("api_key" | "integration" | "job" | "operator") | null;
            /** @description The id of the API key, integration, job or operator */
            actor_id: string | null;
            /** Format: date-time */
            created_at: string;
        };
        Integration: {
            id: string;
            /** @enum {string} */
            source: "shopify" | "woocommerce" | "standard";
            name: string;
            /** @description The location its orders ship from */
            location_id: string;
            /** @description Reserves stock for an order when it arrives, as far as it is available */
            reserve_on_arrival: boolean;
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Where the sender sends its webhooks, on this server */
            webhook_path: string;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        WrittenIntegration: {
            id: string;
            /** @enum {string} */
            source: "shopify" | "woocommerce" | "standard";
            name: string;
            /** @description The location its orders ship from */
            location_id: string;
            /** @description Reserves stock for an order when it arrives, as far as it is available */
            reserve_on_arrival: boolean;
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Where the sender sends its webhooks, on this server */
            webhook_path: string;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The secret, if this request has set it. It is shown only in this response */
            secret?: string;
        };
        IntegrationDelivery: {
            id: string;
            integration_id: string;
            /** @description The sender's own id of the message, by which a repetition is recognized; for `woocommerce`, a digest of the message follows it */
            source_id: string;
            /** @description What the message is about, in the sender's words */
            topic: string;
            /**
             * @description `processed` if it took effect, `ignored` if there was nothing to do, `failed` if it waits for a correction and a retry
             * @enum {string}
             */
            status: "processed" | "ignored" | "failed";
            /** @description Why it failed or was ignored; null if it was processed */
            reason: string | null;
            /** @description How often it has been tried */
            attempt: number;
            /** @description The sender's id of the order that it is about */
            external_reference: string | null;
            /** @description The order that it has become, or is about */
            order_id: string | null;
            /** @description The return that a refund has become */
            return_authorization_id: string | null;
            /**
             * Format: date-time
             * @description When it arrived
             */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ReadIntegrationDelivery: {
            id: string;
            integration_id: string;
            /** @description The sender's own id of the message, by which a repetition is recognized; for `woocommerce`, a digest of the message follows it */
            source_id: string;
            /** @description What the message is about, in the sender's words */
            topic: string;
            /**
             * @description `processed` if it took effect, `ignored` if there was nothing to do, `failed` if it waits for a correction and a retry
             * @enum {string}
             */
            status: "processed" | "ignored" | "failed";
            /** @description Why it failed or was ignored; null if it was processed */
            reason: string | null;
            /** @description How often it has been tried */
            attempt: number;
            /** @description The sender's id of the order that it is about */
            external_reference: string | null;
            /** @description The order that it has become, or is about */
            order_id: string | null;
            /** @description The return that a refund has become */
            return_authorization_id: string | null;
            /**
             * Format: date-time
             * @description When it arrived
             */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The body as it arrived: JSON, in which integers beyond 2^53 are text; text if it is not JSON */
            payload: unknown;
        };
        WebhookEndpoint: {
            id: string;
            url: string;
            event_types: string[] | null;
            description: string | null;
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Why Stockbook disabled it; null if it is active, or was disabled by a request */
            disabled_reason: string | null;
            disabled_at: string | null;
            /** @description Until this time, deliveries are signed with the previous secret as well; null if there has been none */
            previous_secret_until: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The `sequence` of the last event that needs no more attempts: it was delivered, or is not sent here */
            delivered_through: number;
            /** @description How many attempts at the next event have failed */
            attempts: number;
            /** @description When the next event is tried again; null if at once */
            next_attempt_at: string | null;
        };
        WebhookEndpointWithSecret: {
            id: string;
            url: string;
            event_types: string[] | null;
            description: string | null;
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Why Stockbook disabled it; null if it is active, or was disabled by a request */
            disabled_reason: string | null;
            disabled_at: string | null;
            /** @description Until this time, deliveries are signed with the previous secret as well; null if there has been none */
            previous_secret_until: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The `sequence` of the last event that needs no more attempts: it was delivered, or is not sent here */
            delivered_through: number;
            /** @description How many attempts at the next event have failed */
            attempts: number;
            /** @description When the next event is tried again; null if at once */
            next_attempt_at: string | null;
            /** @description The secret that deliveries are signed with; it is shown only in this response */
            secret: string;
        };
        WebhookDelivery: {
            id: string;
            webhook_endpoint_id: string;
            /** @description The event's id, which is also sent as `webhook-id` */
            event_id: string;
            /** @enum {string} */
            event_type: "order.created" | "order.reserved" | "order.fulfilled" | "order.partially_fulfilled" | "order.released" | "order.cancelled" | "purchase_order.created" | "purchase_order.updated" | "purchase_order.received" | "purchase_order.closed" | "purchase_order.cancelled" | "purchase_order.overdue" | "stock_transfer.created" | "stock_transfer.shipped" | "stock_transfer.received" | "stock_transfer.cancelled" | "cycle_count.created" | "cycle_count.updated" | "cycle_count.started" | "cycle_count.completed" | "cycle_count.cancelled" | "return_authorization.created" | "return_authorization.updated" | "return_authorization.received" | "return_authorization.cancelled" | "production_batch.created" | "production_batch.started" | "production_batch.released" | "production_batch.completed" | "production_batch.cancelled" | "product.created" | "product.updated" | "product.archived" | "location.created" | "location.updated" | "location.archived" | "supplier.created" | "supplier.updated" | "supplier.archived" | "inventory_policy.created" | "inventory_policy.updated" | "inventory_policy.deleted" | "recipe.created" | "recipe.updated" | "recipe.archived" | "inventory.adjusted" | "inventory.low" | "inventory.out" | "inventory.oversold" | "inventory.restocked" | "lot.updated" | "lot.expiring" | "lot.expired" | "lot.recalled" | "waste.recorded" | "demand_history.imported" | "forecast.updated" | "insight.created" | "insight.dismissed" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.deleted" | "webhook_endpoint.tested" | "webhook_endpoint.disabled" | "alert_subscription.created" | "alert_subscription.updated" | "alert_subscription.deleted" | "alert_subscription.disabled" | "integration.created" | "integration.updated" | "integration.deleted" | "integration.failed";
            /** @description How many attempts there have been */
            attempt: number;
            /**
             * @description `pending` while there will be another attempt, `failed` if there won't
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed";
            /** @description The HTTP status of the last response */
            response_status: number | null;
            /** @description The first 1 KiB of the last response */
            response_body: string | null;
            /** @description Why the last attempt failed */
            error: string | null;
            /** @description How long the last attempt took */
            duration_ms: number | null;
            next_attempt_at: string | null;
            delivered_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        WebhookReplay: {
            id: string;
            from_sequence: number;
            to_sequence: number;
            /** @description How many events the range has, of all types */
            events: number;
        };
        AlertSubscription: {
            id: string;
            kinds: ("low_stock" | "out_of_stock" | "oversold" | "expiring" | "expired" | "purchase_order_overdue" | "stockout_forecast" | "insight")[];
            channel: {
                /** @constant */
                type: "webhook";
                url: string;
            } | {
                /** @constant */
                type: "slack";
                url: string;
            } | {
                /** @constant */
                type: "email";
                to: string[];
            };
            /** @enum {string} */
            mode: "immediate" | "daily_digest";
            digest_at: string | null;
            location_id: string | null;
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Why Stockbook disabled it; null if it is active, or was disabled by a request */
            disabled_reason: string | null;
            disabled_at: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        AlertSubscriptionWithSecret: {
            id: string;
            kinds: ("low_stock" | "out_of_stock" | "oversold" | "expiring" | "expired" | "purchase_order_overdue" | "stockout_forecast" | "insight")[];
            channel: {
                /** @constant */
                type: "webhook";
                url: string;
            } | {
                /** @constant */
                type: "slack";
                url: string;
            } | {
                /** @constant */
                type: "email";
                to: string[];
            };
            /** @enum {string} */
            mode: "immediate" | "daily_digest";
            digest_at: string | null;
            location_id: string | null;
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Why Stockbook disabled it; null if it is active, or was disabled by a request */
            disabled_reason: string | null;
            disabled_at: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description For a new channel of the type `webhook`, the secret that alerts are signed with; it is shown only in this response */
            secret?: string;
        };
        JsonRpcResponse: {
            /** @constant */
            jsonrpc: "2.0";
            /** @description That of the request; null or absent if it can't be read */
            id?: string | number | null;
            /** @description What came of the request */
            result?: {
                [key: string]: unknown;
            };
            /** @description Why the message can't be served */
            error?: {
                code: number;
                message: string;
                data?: unknown;
            };
        };
        WebhookEndpointState: {
            id: string;
            url: string;
            event_types: string[] | null;
            description: string | null;
            /** @enum {string} */
            status: "active" | "disabled";
            /** @description Why Stockbook disabled it; null if it is active, or was disabled by a request */
            disabled_reason: string | null;
            disabled_at: string | null;
            /** @description Until this time, deliveries are signed with the previous secret as well; null if there has been none */
            previous_secret_until: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Errors: {
            errors: {
                /** @enum {string} */
                code: "malformed_request" | "unauthorized" | "forbidden" | "module_disabled" | "organization_suspended" | "not_found" | "method_not_allowed" | "already_exists" | "idempotency_in_flight" | "conflict" | "ambiguous_barcode" | "stale_version" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "insufficient_stock" | "invalid_status" | "idempotency_key_reused" | "not_understood" | "in_use" | "rate_limited" | "internal_error" | "capacity_exhausted" | "unavailable";
                /** @description What is wrong and what to do about it */
                message: string;
                /** @description The path of the offending input */
                field?: string;
                details?: {
                    [key: string]: unknown;
                };
            }[];
            request_id: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    checkHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @constant */
                            status: "ok";
                            version: string;
                        };
                    };
                };
            };
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /** @description Only organizations with this status, or one of several */
                status?: ("provisioning" | "active" | "suspended")[];
                /** @description Only the organization with this slug */
                slug?: string;
                /** @description Only organizations with a job that has failed, or only the others */
                failed_jobs?: boolean;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ManagedOrganization"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"organization": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description The IANA time zone of the organization's calendar dates
                     * @default UTC
                     */
                    timezone?: string;
                    /**
                     * @description ISO 4217
                     * @default USD
                     */
                    currency?: string;
                    /** @default [] */
                    modules?: ("manufacturing" | "traceability")[];
                    /** @description Unique, and can't be changed */
                    slug: string;
                    /** @default {} */
                    settings?: {
                        /** @description For variants without an inventory policy */
                        default_reorder_point?: number;
                        /** @description For variants without an inventory policy */
                        default_reorder_quantity?: number;
                        /** @description From ordering to receiving, in days */
                        default_lead_time_days?: number;
                        /** @description The share of demand to be met from stock */
                        default_service_level?: number;
                        /** @description Whether incoming stock counts against the reorder point */
                        low_stock_includes_incoming?: boolean;
                        /** @description How many days before its expiry date a lot is reported */
                        expiry_alert_days?: number;
                        rate_limits?: {
                            /** @description Requests per minute and key to `/api/v1` */
                            requests_per_minute?: number;
                            /** @description Requests per minute and key to `/api/v1/ai/query` */
                            ai_requests_per_minute?: number;
                            /** @description Tokens of the deployment's model, input and output, that questions may use in a day of UTC. With 0 the model is never asked, and nothing is sent to it */
                            ai_tokens_per_day?: number;
                        };
                    };
                    /**
                     * @description The kind of database; if it is left out or null, the one that `ENGINE` of the deployment names
                     * @default null
                     */
                    engine?: ("d1" | "libsql" | "durable_object") | null;
                    /** @default null */
                    location_hint?: ("wnam" | "enam" | "sam" | "weur" | "eeur" | "apac" | "apac-ne" | "apac-se" | "oc" | "afr" | "me") | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CreatedOrganization"];
                    };
                };
            };
        };
    };
    getManagedOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ManagedOrganization"];
                    };
                };
            };
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"organization": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description The IANA time zone of the organization's calendar dates */
                    timezone?: string;
                    /** @description ISO 4217 */
                    currency?: string;
                    modules?: ("manufacturing" | "traceability")[];
                    settings?: {
                        /** @description For variants without an inventory policy */
                        default_reorder_point?: number;
                        /** @description For variants without an inventory policy */
                        default_reorder_quantity?: number;
                        /** @description From ordering to receiving, in days */
                        default_lead_time_days?: number;
                        /** @description The share of demand to be met from stock */
                        default_service_level?: number;
                        /** @description Whether incoming stock counts against the reorder point */
                        low_stock_includes_incoming?: boolean;
                        /** @description How many days before its expiry date a lot is reported */
                        expiry_alert_days?: number;
                        rate_limits?: {
                            /** @description Requests per minute and key to `/api/v1` */
                            requests_per_minute?: number;
                            /** @description Requests per minute and key to `/api/v1/ai/query` */
                            ai_requests_per_minute?: number;
                            /** @description Tokens of the deployment's model, input and output, that questions may use in a day of UTC. With 0 the model is never asked, and nothing is sent to it */
                            ai_tokens_per_day?: number;
                        };
                    };
                    /** @enum {string} */
                    status?: "active" | "suspended";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ManagedOrganization"];
                    };
                };
            };
        };
    };
    migrateOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            slug: string;
                            schema_version: number;
                        };
                    };
                };
            };
        };
    };
    migrateAllOrganizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: ({
                            id: string;
                            slug: string;
                            schema_version: number;
                        } | {
                            id: string;
                            slug: string;
                            error: {
                                code: string;
                                message: string;
                            };
                        })[];
                    };
                };
            };
        };
    };
    moveOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The kind of database
                     * @enum {string}
                     */
                    engine: "d1" | "libsql" | "durable_object";
                    /** @default null */
                    location_hint?: ("wnam" | "enam" | "sam" | "weur" | "eeur" | "apac" | "apac-ne" | "apac-se" | "oc" | "afr" | "me") | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ManagedOrganization"];
                    };
                };
            };
        };
    };
    cancelMove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ManagedOrganization"];
                    };
                };
            };
        };
    };
    recoverOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description A time of the last 30 days
                     */
                    to?: string;
                    /** @description What an earlier recovery has returned */
                    bookmark?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            slug: string;
                            /** @description Undoes the recovery */
                            bookmark: string;
                        };
                    };
                };
            };
        };
    };
    exportOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sql": string;
                };
            };
        };
    };
    beginRestore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"organization": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description The IANA time zone of the organization's calendar dates
                     * @default UTC
                     */
                    timezone?: string;
                    /**
                     * @description ISO 4217
                     * @default USD
                     */
                    currency?: string;
                    /** @default [] */
                    modules?: ("manufacturing" | "traceability")[];
                    /** @description Unique, and can't be changed */
                    slug: string;
                    /** @default {} */
                    settings?: {
                        /** @description For variants without an inventory policy */
                        default_reorder_point?: number;
                        /** @description For variants without an inventory policy */
                        default_reorder_quantity?: number;
                        /** @description From ordering to receiving, in days */
                        default_lead_time_days?: number;
                        /** @description The share of demand to be met from stock */
                        default_service_level?: number;
                        /** @description Whether incoming stock counts against the reorder point */
                        low_stock_includes_incoming?: boolean;
                        /** @description How many days before its expiry date a lot is reported */
                        expiry_alert_days?: number;
                        rate_limits?: {
                            /** @description Requests per minute and key to `/api/v1` */
                            requests_per_minute?: number;
                            /** @description Requests per minute and key to `/api/v1/ai/query` */
                            ai_requests_per_minute?: number;
                            /** @description Tokens of the deployment's model, input and output, that questions may use in a day of UTC. With 0 the model is never asked, and nothing is sent to it */
                            ai_tokens_per_day?: number;
                        };
                    };
                    /**
                     * @description The kind of database; if it is left out or null, the one that `ENGINE` of the deployment names
                     * @default null
                     */
                    engine?: ("d1" | "libsql" | "durable_object") | null;
                    /** @default null */
                    location_hint?: ("wnam" | "enam" | "sam" | "weur" | "eeur" | "apac" | "apac-ne" | "apac-se" | "oc" | "afr" | "me") | null;
                    /** @description The SHA-256 of the file: a restore takes the rows of one backup only */
                    backup: string;
                    /** @description The last version in the table `schema_migrations` of the backup */
                    schema_version: number;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Restoring"];
                    };
                };
            };
        };
    };
    addRestoredRows: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The SHA-256 of the file: a restore takes the rows of one backup only */
                    backup: string;
                    table: string;
                    rows: (string | number | null)[][];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            table: string;
                            rows: number;
                        };
                    };
                };
            };
        };
    };
    completeRestore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The SHA-256 of the file: a restore takes the rows of one backup only */
                    backup: string;
                    /** @description How many rows each table has in the backup; a table that is left out has none */
                    tables: {
                        table: string;
                        rows: number;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CreatedOrganization"];
                    };
                };
            };
        };
    };
    discardRestore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listOrganizationJobs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["OrganizationJob"][];
                    };
                };
            };
        };
    };
    runOrganizationJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
                /** @description The name of the job */
                job: "hourly" | "nightly" | "deliveries";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["JobReport"];
                    };
                };
            };
        };
    };
    listOrganizationApiKeys: {
        parameters: {
            query?: {
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createOrganizationApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"api_key": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description `read`, `write` or `admin`; each includes those before it */
                    scopes: ("read" | "write" | "admin")[];
                    /**
                     * @description When the key expires; null means never
                     * @default null
                     */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CreatedApiKey"];
                    };
                };
            };
        };
    };
    revokeOrganizationApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
                /** @description The id of the API key */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCurrentApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"];
                    };
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"api_key": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description `read`, `write` or `admin`; each includes those before it */
                    scopes: ("read" | "write" | "admin")[];
                    /**
                     * @description When the key expires; null means never
                     * @default null
                     */
                    expires_at?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CreatedApiKey"];
                    };
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the API key */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Organization"];
                    };
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description Only products with this text in their name, or in the name or SKU of a variant */
                search?: string;
                /** @description Only the product that has a variant with exactly this SKU */
                sku?: string;
                /** @description Only products with a variant of this barcode, or of the same GTIN in another form */
                barcode?: string;
                /** @description Only products of exactly this category */
                category?: string;
                /** @description Only products with this status, or one of several */
                status?: ("active" | "archived")[];
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createProduct: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"product": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description Longer text about the product; not interpreted
                     * @default null
                     */
                    description?: string | null;
                    /**
                     * @description A category of your own, to filter products by
                     * @default null
                     */
                    category?: string | null;
                    /**
                     * @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /** @description If omitted, one variant is created from the variant fields given for the product itself, such as `sku` */
                    variants?: {
                        /** @description The main barcode, of any kind. Unique among variants; two forms of one GTIN are the same barcode */
                        barcode?: string | null;
                        /** @description All barcodes, the main one first */
                        barcodes?: string[];
                        /** @description What distinguishes it from the product's other variants */
                        options?: {
                            [key: string]: string;
                        };
                        /** @description The unit its quantities are counted in; defaults to `unit` */
                        unit?: string;
                        /** @description The number of decimals its quantities may have; defaults to 0 */
                        quantity_decimals?: number;
                        /** @description Selling price of one unit, in the organization's currency */
                        price?: number | null;
                        /** @description Cost of one unit, in the organization's currency; receipts move it to the average of what is on hand */
                        cost?: number | null;
                        /** @description If true, all of its stock is kept in lots; requires the module traceability */
                        lot_tracked?: boolean;
                        /** @description Days from production to the expiry of a lot; the default for lots made by production batches */
                        shelf_life_days?: number | null;
                        /** @description Unique among variants */
                        sku: string;
                        /** @description Defaults to the product's name */
                        name?: string;
                        /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                        metadata?: {
                            [key: string]: unknown;
                        };
                    }[];
                    /** @description Unique among variants; required unless `variants` are given */
                    sku?: string;
                    /** @description The main barcode, of any kind. Unique among variants; two forms of one GTIN are the same barcode */
                    barcode?: string | null;
                    /** @description All barcodes, the main one first */
                    barcodes?: string[];
                    /** @description What distinguishes it from the product's other variants */
                    options?: {
                        [key: string]: string;
                    };
                    /** @description The unit its quantities are counted in; defaults to `unit` */
                    unit?: string;
                    /** @description The number of decimals its quantities may have; defaults to 0 */
                    quantity_decimals?: number;
                    /** @description Selling price of one unit, in the organization's currency */
                    price?: number | null;
                    /** @description Cost of one unit, in the organization's currency; receipts move it to the average of what is on hand */
                    cost?: number | null;
                    /** @description If true, all of its stock is kept in lots; requires the module traceability */
                    lot_tracked?: boolean;
                    /** @description Days from production to the expiry of a lot; the default for lots made by production batches */
                    shelf_life_days?: number | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    importProducts: {
        parameters: {
            query?: {
                /** @description If true, variants whose SKU is known are changed to what the file says; without it they are refused with 409 `already_exists`. Opening stock is only posted where the variant has never had stock */
                update?: boolean;
                /** @description If true, products without a problem are imported, and those with one are left out as a whole and reported in `errors`. Without it, one problem refuses all */
                partial?: boolean;
                /** @description The id, code or name of the location of stock in rows that name none */
                location_id?: string;
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rows: {
                        /** @description What rows of the same product have in common, such as a handle; else its name in rows one after the other */
                        product_key?: string;
                        product_name?: string;
                        /** @description Longer text about the product; not interpreted */
                        description?: string | null;
                        /** @description A category of your own, to filter products by */
                        category?: string | null;
                        /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                        product_metadata?: {
                            [key: string]: unknown;
                        };
                        /** @enum {string} */
                        product_status?: "active" | "archived";
                        /** @description Unique among variants */
                        sku?: string;
                        variant_name?: string;
                        /** @description The main barcode, of any kind. Unique among variants; two forms of one GTIN are the same barcode */
                        barcode?: string | null;
                        /** @description All barcodes, the main one first */
                        barcodes?: string[];
                        /** @description What distinguishes it from the product's other variants */
                        options?: {
                            [key: string]: string;
                        };
                        /** @description The unit its quantities are counted in */
                        unit?: string;
                        /** @description The number of decimals its quantities may have */
                        quantity_decimals?: number;
                        /** @description Selling price of one unit, in the organization's currency */
                        price?: number | null;
                        /** @description Cost of one unit, in the organization's currency; receipts move it to the average of what is on hand */
                        cost?: number | null;
                        /** @description If true, all of its stock is kept in lots; requires the module traceability */
                        lot_tracked?: boolean;
                        /** @description Days from production to the expiry of a lot; the default for lots made by production batches */
                        shelf_life_days?: number | null;
                        /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                        variant_metadata?: {
                            [key: string]: unknown;
                        };
                        /** @enum {string} */
                        variant_status?: "active" | "archived";
                        location_id?: string;
                        location_code?: string;
                        location_name?: string;
                        quantity?: number;
                        unit_cost?: number | null;
                        lot_number?: string;
                        /** Format: date */
                        expiry_date?: string;
                        /** Format: date */
                        manufactured_at?: string;
                    }[];
                };
                "text/csv": string;
                "application/x-ndjson": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProductImport"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"];
                    };
                };
            };
        };
    };
    archiveProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"product": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Longer text about the product; not interpreted */
                    description?: string | null;
                    /** @description A category of your own, to filter products by */
                    category?: string | null;
                    /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description Archives the product with all its variants, or restores it with those that it archived
                     * @enum {string}
                     */
                    status?: "active" | "archived";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"];
                    };
                };
            };
        };
    };
    listVariants: {
        parameters: {
            query?: {
                /** @description Only the variant with exactly this SKU */
                sku?: string;
                /** @description Only the variant of this barcode, or of the same GTIN in another form */
                barcode?: string;
                /** @description Only variants of this product */
                product_id?: string;
                /** @description Only variants with this status, or one of several */
                status?: ("active" | "archived")[];
                /** @description Only variants with this text in their name, their SKU or their product's name */
                search?: string;
                /** @description `product` adds each variant's product, so that the list can be imported as a catalogue */
                include?: "product"[];
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ListedVariant"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    scanBarcode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The scanned code, percent-encoded */
                barcode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ScannedVariant"];
                    };
                };
            };
        };
    };
    getVariant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Variant"];
                    };
                };
            };
        };
    };
    archiveVariant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateVariant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"variant": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Unique among variants */
                    sku?: string;
                    /** @description Replaces the main barcode; the others stay */
                    barcode?: string | null;
                    /** @description Replaces all barcodes; the main one comes first */
                    barcodes?: string[];
                    name?: string;
                    /** @description What distinguishes it from the product's other variants */
                    options?: {
                        [key: string]: string;
                    };
                    /** @description The unit its quantities are counted in */
                    unit?: string;
                    /** @description The number of decimals its quantities may have */
                    quantity_decimals?: number;
                    /** @description Selling price of one unit, in the organization's currency */
                    price?: number | null;
                    /** @description Cost of one unit, in the organization's currency; receipts move it to the average of what is on hand */
                    cost?: number | null;
                    /** @description If true, all of its stock is kept in lots; requires the module traceability */
                    lot_tracked?: boolean;
                    /** @description Days from production to the expiry of a lot; the default for lots made by production batches */
                    shelf_life_days?: number | null;
                    /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description Archives or restores the variant
                     * @enum {string}
                     */
                    status?: "active" | "archived";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Variant"];
                    };
                };
            };
        };
    };
    listProductVariants: {
        parameters: {
            query?: {
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path: {
                /** @description The id of the product */
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Variant"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    addProductVariant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the product */
                product_id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"variant": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description The main barcode, of any kind. Unique among variants; two forms of one GTIN are the same barcode */
                    barcode?: string | null;
                    /** @description All barcodes, the main one first */
                    barcodes?: string[];
                    /** @description What distinguishes it from the product's other variants */
                    options?: {
                        [key: string]: string;
                    };
                    /** @description The unit its quantities are counted in; defaults to `unit` */
                    unit?: string;
                    /** @description The number of decimals its quantities may have; defaults to 0 */
                    quantity_decimals?: number;
                    /** @description Selling price of one unit, in the organization's currency */
                    price?: number | null;
                    /** @description Cost of one unit, in the organization's currency; receipts move it to the average of what is on hand */
                    cost?: number | null;
                    /** @description If true, all of its stock is kept in lots; requires the module traceability */
                    lot_tracked?: boolean;
                    /** @description Days from production to the expiry of a lot; the default for lots made by production batches */
                    shelf_life_days?: number | null;
                    /** @description Unique among variants */
                    sku: string;
                    /** @description Defaults to the product's name */
                    name?: string;
                    /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Variant"];
                    };
                };
            };
        };
    };
    listLocations: {
        parameters: {
            query?: {
                /** @description Only locations with this status, or one of several */
                status?: ("active" | "archived")[];
                /** @description Only locations of this type */
                type?: "warehouse" | "store" | "transit" | "other";
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Location"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createLocation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"location": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description Your own short code, unique among locations
                     * @default null
                     */
                    code?: string | null;
                    /**
                     * @description The kind of location, for your information only
                     * @default warehouse
                     * @enum {string}
                     */
                    type?: "warehouse" | "store" | "transit" | "other";
                    /** @default null */
                    address?: (string | {
                        [key: string]: unknown;
                    }) | null;
                    /**
                     * @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Location"];
                    };
                };
            };
        };
    };
    getLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Location"];
                    };
                };
            };
        };
    };
    archiveLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"location": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Your own short code, unique among locations */
                    code?: string | null;
                    /**
                     * @description The kind of location, for your information only
                     * @enum {string}
                     */
                    type?: "warehouse" | "store" | "transit" | "other";
                    address?: (string | {
                        [key: string]: unknown;
                    }) | null;
                    /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description Archives or restores the location
                     * @enum {string}
                     */
                    status?: "active" | "archived";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Location"];
                    };
                };
            };
        };
    };
    listSuppliers: {
        parameters: {
            query?: {
                /** @description Only suppliers with this status, or one of several */
                status?: ("active" | "archived")[];
                /** @description Only the supplier with exactly this code */
                code?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Supplier"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createSupplier: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"supplier": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description Your own short code, unique among suppliers
                     * @default null
                     */
                    code?: string | null;
                    /**
                     * @description The address to write to; not verified
                     * @default null
                     */
                    email?: string | null;
                    /**
                     * @description In any format
                     * @default null
                     */
                    phone?: string | null;
                    /** @default null */
                    address?: (string | {
                        [key: string]: unknown;
                    }) | null;
                    /**
                     * @description Days from placing a purchase order to receiving it
                     * @default null
                     */
                    lead_time_days?: number | null;
                    /**
                     * @description The ISO 4217 code of the currency it invoices in; null means the organization's
                     * @default null
                     */
                    currency?: string | null;
                    /**
                     * @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Supplier"];
                    };
                };
            };
        };
    };
    getSupplier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Supplier"];
                    };
                };
            };
        };
    };
    archiveSupplier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateSupplier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"supplier": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Your own short code, unique among suppliers */
                    code?: string | null;
                    /** @description The address to write to; not verified */
                    email?: string | null;
                    /** @description In any format */
                    phone?: string | null;
                    address?: (string | {
                        [key: string]: unknown;
                    }) | null;
                    /** @description Days from placing a purchase order to receiving it */
                    lead_time_days?: number | null;
                    /** @description The ISO 4217 code of the currency it invoices in; null means the organization's */
                    currency?: string | null;
                    /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description Archives or restores the supplier
                     * @enum {string}
                     */
                    status?: "active" | "archived";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Supplier"];
                    };
                };
            };
        };
    };
    listInventoryLevels: {
        parameters: {
            query?: {
                /** @description Only levels at this location */
                location_id?: string;
                /** @description Only levels of this variant */
                variant_id?: string;
                /** @description Only levels of the variant with exactly this SKU */
                sku?: string;
                /** @description Only levels of this product's variants */
                product_id?: string;
                /** @description Only levels of variants with this text in their name, their SKU or their product's name */
                search?: string;
                /** @description Only levels with less than this quantity available */
                below?: number;
                /** @description Returns the levels as they were at this time, computed from the ledger */
                as_of?: string;
                /** @description Only levels whose on hand or reserved quantity has changed at or after this time; not with `as_of` */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InventoryLevel"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    listInventoryAdjustments: {
        parameters: {
            query?: {
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `created_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InventoryAdjustmentSummary"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    adjustInventory: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"inventory_adjustment": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description The variant's id; give this or `sku` */
                    variant_id?: string;
                    /** @description The variant's SKU; give this or `variant_id` */
                    sku?: string;
                    location_id: string;
                    /** @description The signed change of on hand; provide either this or `set_to` */
                    quantity?: number;
                    /** @description The quantity on hand afterwards; provide either this or `quantity` */
                    set_to?: number;
                    /** @description With `set_to`: the adjustment is refused if another quantity is on hand */
                    expected_on_hand?: number;
                    /** @enum {string} */
                    reason: "received" | "shrinkage" | "damaged" | "theft" | "found" | "correction" | "initial" | "other";
                    /** @default null */
                    note?: string | null;
                    /**
                     * @description Cost of one of what is added; 0 for a gift. Without it, stock is added at the average cost of the level or, if it has no stock, of the variant. What is taken away takes its share of the level's value
                     * @default null
                     */
                    unit_cost?: number | null;
                    /** @description The lot; for lot-tracked variants only, which require either this or `lot_number` */
                    lot_id?: string;
                    /** @description The lot's number, instead of `lot_id`; if it is new and stock is added, the lot is created */
                    lot_number?: string;
                    /**
                     * Format: date
                     * @description The last day the lot may be used; must be the same if the lot exists and has one
                     */
                    expiry_date?: string;
                    /**
                     * @description The adjustment's reference in another system
                     * @default null
                     */
                    external_reference?: string | null;
                } | {
                    adjustments: {
                        /** @description The variant's id; give this or `sku` */
                        variant_id?: string;
                        /** @description The variant's SKU; give this or `variant_id` */
                        sku?: string;
                        location_id: string;
                        /** @description The signed change of on hand; provide either this or `set_to` */
                        quantity?: number;
                        /** @description The quantity on hand afterwards; provide either this or `quantity` */
                        set_to?: number;
                        /** @description With `set_to`: the adjustment is refused if another quantity is on hand */
                        expected_on_hand?: number;
                        /** @enum {string} */
                        reason: "received" | "shrinkage" | "damaged" | "theft" | "found" | "correction" | "initial" | "other";
                        /** @default null */
                        note?: string | null;
                        /**
                         * @description Cost of one of what is added; 0 for a gift. Without it, stock is added at the average cost of the level or, if it has no stock, of the variant. What is taken away takes its share of the level's value
                         * @default null
                         */
                        unit_cost?: number | null;
                        /** @description The lot; for lot-tracked variants only, which require either this or `lot_number` */
                        lot_id?: string;
                        /** @description The lot's number, instead of `lot_id`; if it is new and stock is added, the lot is created */
                        lot_number?: string;
                        /**
                         * Format: date
                         * @description The last day the lot may be used; must be the same if the lot exists and has one
                         */
                        expiry_date?: string;
                        /**
                         * @description The adjustment's reference in another system
                         * @default null
                         */
                        external_reference?: string | null;
                    }[];
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InventoryAdjustment"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getInventoryAdjustment: {
        parameters: {
            query?: {
                /** @description The number of a page of its lines, from 1; without `page` and `per_page`, all lines */
                page?: number;
                /** @description How many lines a page has, at most; 25 if only `page` is given */
                per_page?: number;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InventoryAdjustment"];
                        meta?: components["schemas"]["PageMeta"];
                    };
                };
            };
        };
    };
    listLedgerEntries: {
        parameters: {
            query?: {
                /** @description Only entries of this variant */
                variant_id?: string;
                /** @description Only entries of the variant with exactly this SKU */
                sku?: string;
                /** @description Only entries at this location */
                location_id?: string;
                /** @description Only entries of this lot */
                lot_id?: string;
                /** @description Only entries of this type */
                type?: "adjustment" | "order_reserved" | "order_released" | "order_fulfilled" | "purchase_received" | "transfer_out" | "transfer_in" | "transfer_lost" | "cycle_count_adjustment" | "return_received" | "return_disposed" | "production_reserved" | "production_released" | "production_consumed" | "production_waste" | "production_output" | "waste" | "revaluation";
                /** @description Only entries caused by this kind of document */
                reference_type?: "inventory_adjustment" | "order" | "purchase_order" | "stock_transfer" | "cycle_count" | "return_authorization" | "production_batch" | "waste_record" | "variant";
                /** @description Only entries caused by the document with this id */
                reference_id?: string;
                /** @description Only entries that took effect at or after this time */
                from?: string;
                /** @description Only entries that took effect at or before this time */
                to?: string;
                /** @description `asc` for oldest first, `desc` for newest first */
                order?: "asc" | "desc";
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `occurred_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LedgerEntry"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Only orders with this status, or one of several */
                status?: ("pending" | "partially_reserved" | "reserved" | "partially_fulfilled" | "fulfilled" | "cancelled")[];
                /** @description Only orders with this `location_id`, or with an item that ships from it */
                location_id?: string;
                /** @description Only orders with an item of this SKU */
                sku?: string;
                /** @description Only orders from this sales channel */
                channel?: string;
                /** @description Only orders with exactly this external reference */
                external_reference?: string;
                /** @description Only orders placed at or after this time */
                from?: string;
                /** @description Only orders placed at or before this time */
                to?: string;
                /** @description Only orders with this text in their number, customer or external reference */
                search?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createOrder: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"order": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Your number for the order, unique among orders; generated if omitted */
                    number?: string;
                    /** @description The location the order ships from; required unless every item has its own */
                    location_id?: string;
                    /**
                     * @description Who placed the order
                     * @default {}
                     */
                    customer?: {
                        /** @default null */
                        name?: string | null;
                        /** @default null */
                        email?: string | null;
                        /** @default null */
                        phone?: string | null;
                        /**
                         * @description The customer's id in your own system
                         * @default null
                         */
                        external_id?: string | null;
                    };
                    /**
                     * @description The sales channel it came through
                     * @default null
                     */
                    channel?: string | null;
                    /**
                     * @description The order's reference in another system; need not be unique
                     * @default null
                     */
                    external_reference?: string | null;
                    /** @default null */
                    note?: string | null;
                    /**
                     * @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    items: {
                        /** @description The variant's id; give this or `sku` */
                        variant_id?: string;
                        /** @description The variant's SKU; give this or `variant_id` */
                        sku?: string;
                        /** @description At most 4 decimals, and no finer than the variant's `quantity_decimals` */
                        quantity: number;
                        /** @description Price of one; defaults to the variant's price */
                        unit_price?: number;
                        /** @description The location it ships from; defaults to the order's */
                        location_id?: string;
                    }[];
                    /**
                     * @description Also reserves stock for the items; the order is refused if they can't be reserved
                     * @default false
                     */
                    reserve?: boolean;
                    /**
                     * @description With `reserve`, creates the order even if not all of its items can be reserved
                     * @default false
                     */
                    allow_partial?: boolean;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"];
                    };
                };
            };
        };
    };
    reserveOrder: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"order": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Reserves what is available and returns the rest as `shortages`, instead of refusing
                     * @default false
                     */
                    allow_partial?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    fulfillOrder: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"order": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /** @description If omitted, everything still open */
                    items?: {
                        /** @description The item to fulfill; provide either this or `sku` */
                        order_item_id?: string;
                        /** @description Fulfills the order's items of this SKU: first what is reserved, then what is available, then in their order; provide either this or `order_item_id` */
                        sku?: string;
                        /** @description At most 4 decimals, and no finer than the variant's `quantity_decimals` */
                        quantity: number;
                        /** @description The lot to ship, for lot-tracked variants only; first expired, first out if omitted */
                        lot_id?: string;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    cancelOrder: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"order": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Stored as the order's `cancel_reason`
                     * @default null
                     */
                    reason?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    listPurchaseOrders: {
        parameters: {
            query?: {
                /** @description Only purchase orders with this status, or one of several */
                status?: ("ordered" | "partially_received" | "received" | "closed" | "cancelled")[];
                /** @description Only purchase orders from this supplier */
                supplier_id?: string;
                /** @description Only purchase orders delivered to this location */
                location_id?: string;
                /** @description `true`: only those still open after `expected_at`; `false`: only the others */
                overdue?: boolean;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PurchaseOrder"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createPurchaseOrder: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"purchase_order": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    supplier_id: string;
                    /** @description The location the goods are delivered to */
                    location_id: string;
                    /** @description ISO 4217 code of the currency of `unit_cost`; defaults to the organization's or, with an `exchange_rate`, to the supplier's */
                    currency?: string;
                    /** @description The organization's money per unit of the order's, up to 8 decimals. An order in another currency can't be received without it */
                    exchange_rate?: number | null;
                    /**
                     * @description When it is expected to arrive: a time, or a date, which means the end of that day in the organization's time zone
                     * @default null
                     */
                    expected_at?: (string) | null;
                    /** @default null */
                    note?: string | null;
                    /**
                     * @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    items: {
                        /** @description The variant's id; give this or `sku` */
                        variant_id?: string;
                        /** @description The variant's SKU; give this or `variant_id` */
                        sku?: string;
                        /** @description At most 4 decimals, and no finer than the variant's `quantity_decimals` */
                        quantity: number;
                        /**
                         * @description Cost of one in the purchase order's currency; unknown if null
                         * @default null
                         */
                        unit_cost?: number | null;
                    }[];
                    /** @description Your number for the purchase order, unique among them; generated if omitted */
                    number?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PurchaseOrder"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getPurchaseOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PurchaseOrder"];
                    };
                };
            };
        };
    };
    updatePurchaseOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"purchase_order": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    supplier_id?: string;
                    /** @description The location the goods are delivered to */
                    location_id?: string;
                    /** @description ISO 4217 code of the currency of `unit_cost` */
                    currency?: string;
                    /** @description The organization's money per unit of the order's, up to 8 decimals. An order in another currency can't be received without it */
                    exchange_rate?: number | null;
                    /** @description When it is expected to arrive: a time, or a date, which means the end of that day in the organization's time zone */
                    expected_at?: (string) | null;
                    note?: string | null;
                    /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    items?: {
                        /** @description The variant's id; give this or `sku` */
                        variant_id?: string;
                        /** @description The variant's SKU; give this or `variant_id` */
                        sku?: string;
                        /** @description At most 4 decimals, and no finer than the variant's `quantity_decimals` */
                        quantity: number;
                        /**
                         * @description Cost of one in the purchase order's currency; unknown if null
                         * @default null
                         */
                        unit_cost?: number | null;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PurchaseOrder"];
                    };
                };
            };
        };
    };
    receivePurchaseOrder: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"purchase_order": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /** @description If omitted, everything still open */
                    items?: {
                        /** @description The item that arrived; provide either this or `sku` */
                        purchase_order_item_id?: string;
                        /** @description Receives the items of this SKU, in order; provide either this or `purchase_order_item_id` */
                        sku?: string;
                        /**
                         * @description Quantity accepted into stock
                         * @default 0
                         */
                        quantity?: number;
                        /**
                         * @description Quantity that arrived but was not accepted; it adds no stock and is not expected again, unless all of the order was rejected
                         * @default 0
                         */
                        rejected_quantity?: number;
                        /** @description Actual cost of one in the order's currency; defaults to the cost ordered at */
                        unit_cost?: number;
                        /** @description The lot received into, created if new; required for lot-tracked variants, refused for others */
                        lot_number?: string;
                        /**
                         * Format: date
                         * @description The lot's last usable day, for lot-tracked variants only
                         */
                        expiry_date?: string;
                        /**
                         * Format: date
                         * @description The lot's date of manufacture, for lot-tracked variants only
                         */
                        manufactured_at?: string;
                    }[];
                    /** @description The organization's money per unit of the order's, for this receipt and those after it */
                    exchange_rate?: number;
                    /**
                     * @description Accepts more than is still open, which is refused otherwise
                     * @default false
                     */
                    allow_over_receipt?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PurchaseOrder"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    cancelPurchaseOrder: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"purchase_order": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Stored as the purchase order's `cancel_reason`
                     * @default null
                     */
                    reason?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PurchaseOrder"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    closePurchaseOrder: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"purchase_order": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Stored as the purchase order's `cancel_reason`
                     * @default null
                     */
                    reason?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PurchaseOrder"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    listStockTransfers: {
        parameters: {
            query?: {
                /** @description Only transfers with this status, or one of several */
                status?: ("draft" | "in_transit" | "partially_received" | "received" | "cancelled")[];
                /** @description Only transfers from or to this location */
                location_id?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StockTransfer"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createStockTransfer: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"stock_transfer": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Your number for the transfer, unique among transfers; generated if omitted */
                    number?: string;
                    /** @description The source: the location the goods leave */
                    from_location_id: string;
                    /** @description The destination: the location the goods go to */
                    to_location_id: string;
                    /** @default null */
                    note?: string | null;
                    /**
                     * @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    items: {
                        /** @description The variant's id; give this or `sku` */
                        variant_id?: string;
                        /** @description The variant's SKU; give this or `variant_id` */
                        sku?: string;
                        /** @description At most 4 decimals, and no finer than the variant's `quantity_decimals` */
                        quantity: number;
                    }[];
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StockTransfer"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getStockTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StockTransfer"];
                    };
                };
            };
        };
    };
    shipStockTransfer: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"stock_transfer": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /** @description If omitted, everything as planned */
                    items?: {
                        /** @description The item; provide either this or `sku` */
                        stock_transfer_item_id?: string;
                        /** @description The transfer's items of this SKU, in order; provide either this or `stock_transfer_item_id` */
                        sku?: string;
                        /** @description At most 4 decimals, and no finer than the variant's `quantity_decimals` */
                        quantity: number;
                        /** @description The lot, for lot-tracked variants only; first expired, first out if omitted */
                        lot_id?: string;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StockTransfer"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    receiveStockTransfer: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"stock_transfer": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /** @description If omitted, everything in transit */
                    items?: {
                        /** @description The item; provide either this or `sku` */
                        stock_transfer_item_id?: string;
                        /** @description The transfer's items of this SKU, in order; provide either this or `stock_transfer_item_id` */
                        sku?: string;
                        quantity: number;
                        /** @description The lot, for lot-tracked variants only; first expired, first out if omitted */
                        lot_id?: string;
                    }[];
                    /**
                     * @description Writes off as lost what is in transit after this receipt. With it, `items` may be empty and quantities may be 0, if nothing arrived
                     * @default false
                     */
                    close?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StockTransfer"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    cancelStockTransfer: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"stock_transfer": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Stored as the transfer's `cancel_reason`
                     * @default null
                     */
                    reason?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StockTransfer"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    listCycleCounts: {
        parameters: {
            query?: {
                /** @description Only cycle counts of this location */
                location_id?: string;
                /** @description Only cycle counts with this status, or one of several */
                status?: ("draft" | "in_progress" | "completed" | "cancelled")[];
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CycleCountHead"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createCycleCount: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"cycle_count": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Your number for the count, unique among cycle counts; generated if omitted */
                    number?: string;
                    /** @description The location to count */
                    location_id: string;
                    /** @description The variants to count; if both this and `skus` are omitted, everything on hand at the location */
                    variant_ids?: string[];
                    /** @description The variants to count, by SKU */
                    skus?: string[];
                    /**
                     * @description Hides expected quantities and variances until the count is completed
                     * @default false
                     */
                    blind?: boolean;
                    /** @default null */
                    note?: string | null;
                    /**
                     * @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CycleCount"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getCycleCount: {
        parameters: {
            query?: {
                /** @description The number of a page of its lines, from 1; without `page` and `per_page`, all lines */
                page?: number;
                /** @description How many lines a page has, at most; 25 if only `page` is given */
                per_page?: number;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CycleCount"];
                        meta?: components["schemas"]["PageMeta"];
                    };
                };
            };
        };
    };
    updateCycleCount: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"cycle_count": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    note?: string | null;
                    /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    /** @description The items counted; those not yet on the count are added, up to 20,000 in all */
                    cycle_count_items_attributes?: {
                        /** @description The count's item; provide exactly one of `id`, `variant_id` and `sku` */
                        id?: string;
                        /** @description The variant counted */
                        variant_id?: string;
                        /** @description The SKU of the variant counted */
                        sku?: string;
                        /** @description The lot counted; required for lot-tracked variants unless `id` is given, refused for others */
                        lot_id?: string;
                        /** @description Quantity that was counted */
                        counted_quantity: number;
                        /**
                         * Format: date-time
                         * @description When it was counted; defaults to now. Up to 5 minutes in the future counts as now, more is refused
                         */
                        counted_at?: string;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CycleCount"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    loadCycleCountInventory: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CycleCount"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    startCycleCount: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CycleCount"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    completeCycleCount: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"cycle_count": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Counts every item that was not counted as 0
                     * @default false
                     */
                    uncounted_as_zero?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CycleCount"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    cancelCycleCount: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"cycle_count": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Stored as the count's `cancel_reason`
                     * @default null
                     */
                    reason?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CycleCount"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    listReturnAuthorizations: {
        parameters: {
            query?: {
                /** @description Only returns with this status, or one of several */
                status?: ("pending" | "received" | "cancelled")[];
                /** @description Only returns of this order */
                order_id?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReturnAuthorization"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createReturnAuthorization: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"return_authorization": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description The location the goods come back to; defaults to where the first returned item shipped from */
                    location_id?: string;
                    /**
                     * @description Why the goods are returned
                     * @default null
                     */
                    reason?: string | null;
                    /** @default null */
                    note?: string | null;
                    /**
                     * @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    items: {
                        /** @description The order's item that is returned; provide either this or `sku` */
                        order_item_id?: string;
                        /** @description The order's items of this SKU, in order; provide either this or `order_item_id` */
                        sku?: string;
                        /** @description At most 4 decimals, and no finer than the variant's `quantity_decimals` */
                        quantity: number;
                        /**
                         * @description `sellable` goods go back into stock; `damaged` and `discarded` ones are only recorded
                         * @default sellable
                         * @enum {string}
                         */
                        condition?: "sellable" | "damaged" | "discarded";
                        /**
                         * @description Amount to refund for one, for your records; no payment is made
                         * @default null
                         */
                        unit_refund?: number | null;
                        /** @description The lot it was shipped from, for lot-tracked variants only; derived from the order if possible */
                        lot_id?: string;
                    }[];
                    /** @description The order whose items are returned */
                    order_id: string;
                    /** @description Your number for the return, unique among returns; generated if omitted */
                    number?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReturnAuthorization"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getReturnAuthorization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReturnAuthorization"];
                    };
                };
            };
        };
    };
    updateReturnAuthorization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"return_authorization": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The location the goods come back to */
                    location_id?: string;
                    /** @description Why the goods are returned */
                    reason?: string | null;
                    note?: string | null;
                    /** @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    items?: {
                        /** @description The order's item that is returned; provide either this or `sku` */
                        order_item_id?: string;
                        /** @description The order's items of this SKU, in order; provide either this or `order_item_id` */
                        sku?: string;
                        /** @description At most 4 decimals, and no finer than the variant's `quantity_decimals` */
                        quantity: number;
                        /**
                         * @description `sellable` goods go back into stock; `damaged` and `discarded` ones are only recorded
                         * @default sellable
                         * @enum {string}
                         */
                        condition?: "sellable" | "damaged" | "discarded";
                        /**
                         * @description Amount to refund for one, for your records; no payment is made
                         * @default null
                         */
                        unit_refund?: number | null;
                        /** @description The lot it was shipped from, for lot-tracked variants only; derived from the order if possible */
                        lot_id?: string;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReturnAuthorization"];
                    };
                };
            };
        };
    };
    receiveReturnAuthorization: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReturnAuthorization"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    cancelReturnAuthorization: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReturnAuthorization"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    listInventoryPolicies: {
        parameters: {
            query?: {
                /** @description Only policies for this location */
                location_id?: string;
                /** @description Only policies of the variant with exactly this SKU */
                sku?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InventoryPolicy"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createInventoryPolicy: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"inventory_policy": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description The variant's id; give this or `sku` */
                    variant_id?: string;
                    /** @description The variant's SKU; give this or `variant_id` */
                    sku?: string;
                    /** @description The location that the policy is for */
                    location_id: string;
                    /** @description Stock is low once the available quantity is at or below this; defaults to the organization's setting */
                    reorder_point?: number;
                    /** @description The usual quantity to reorder; defaults to the organization's setting */
                    reorder_quantity?: number;
                    /** @description Days from ordering to receiving; defaults to the organization's setting */
                    lead_time_days?: number;
                    /**
                     * @description Quantity to keep in reserve for unexpected demand
                     * @default 0
                     */
                    safety_stock?: number;
                    /**
                     * @description Quantity not to reorder beyond; null for no limit
                     * @default null
                     */
                    max_stock?: number | null;
                    /**
                     * @description The supplier to reorder from
                     * @default null
                     */
                    supplier_id?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InventoryPolicy"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getInventoryPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InventoryPolicy"];
                    };
                };
            };
        };
    };
    deleteInventoryPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateInventoryPolicy: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"inventory_policy": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Stock is low once the available quantity is at or below this */
                    reorder_point?: number;
                    /** @description The usual quantity to reorder */
                    reorder_quantity?: number;
                    /** @description Days from ordering to receiving */
                    lead_time_days?: number;
                    /** @description Quantity to keep in reserve for unexpected demand */
                    safety_stock?: number;
                    /** @description Quantity not to reorder beyond; null for no limit */
                    max_stock?: number | null;
                    /** @description The supplier to reorder from */
                    supplier_id?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InventoryPolicy"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    listRecipes: {
        parameters: {
            query?: {
                /** @description Only recipes with this status, or one of several */
                status?: ("active" | "archived")[];
                /** @description Only recipes that produce this variant */
                output_variant_id?: string;
                /** @description Only recipes that produce the variant with this SKU */
                sku?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Recipe"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createRecipe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"recipe": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description Your code for the recipe, unique among recipes; null if it has none
                     * @default null
                     */
                    code?: string | null;
                    /** @description The variant produced; provide either this or `output_sku` */
                    output_variant_id?: string;
                    /** @description The SKU of the variant produced; provide either this or `output_variant_id` */
                    output_sku?: string;
                    /** @description Quantity of the output that the items yield */
                    output_quantity: number;
                    items: {
                        /** @description The variant's id; give this or `sku` */
                        variant_id?: string;
                        /** @description The variant's SKU; give this or `variant_id` */
                        sku?: string;
                        /** @description Quantity needed for `output_quantity`, at most 4 decimals; batches round it to the variant's */
                        quantity: number;
                        /**
                         * @description Percentage lost in production; batches plan that much more
                         * @default 0
                         */
                        scrap_percent?: number;
                    }[];
                    /**
                     * @description How the output is produced, as text
                     * @default null
                     */
                    instructions?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Recipe"];
                    };
                };
            };
        };
    };
    getRecipe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Recipe"];
                    };
                };
            };
        };
    };
    archiveRecipe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateRecipe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"recipe": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Your code for the recipe, unique among recipes; null if it has none */
                    code?: string | null;
                    /** @description The variant produced; provide either this or `output_sku` */
                    output_variant_id?: string;
                    /** @description The SKU of the variant produced; provide either this or `output_variant_id` */
                    output_sku?: string;
                    /** @description Quantity of the output that the items yield */
                    output_quantity?: number;
                    items?: {
                        /** @description The variant's id; give this or `sku` */
                        variant_id?: string;
                        /** @description The variant's SKU; give this or `variant_id` */
                        sku?: string;
                        /** @description Quantity needed for `output_quantity`, at most 4 decimals; batches round it to the variant's */
                        quantity: number;
                        /**
                         * @description Percentage lost in production; batches plan that much more
                         * @default 0
                         */
                        scrap_percent?: number;
                    }[];
                    /** @description How the output is produced, as text */
                    instructions?: string | null;
                    /** @enum {string} */
                    status?: "active" | "archived";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Recipe"];
                    };
                };
            };
        };
    };
    listProductionBatches: {
        parameters: {
            query?: {
                /** @description Only batches with this status, or one of several */
                status?: ("planned" | "in_progress" | "completed" | "cancelled")[];
                /** @description Only batches of this recipe */
                recipe_id?: string;
                /** @description Only batches at this location */
                location_id?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProductionBatch"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createProductionBatch: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"production_batch": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Your number for the batch, unique among production batches; generated if omitted */
                    number?: string;
                    /** @description The recipe to produce, which must be active */
                    recipe_id: string;
                    /** @description The location that inputs are taken from and the output is added to */
                    location_id: string;
                    /** @description Quantity of the recipe's output to produce */
                    planned_quantity: number;
                    /** @default null */
                    notes?: string | null;
                    /**
                     * @description Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep
                     * @default {}
                     */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProductionBatch"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getProductionBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProductionBatch"];
                    };
                };
            };
        };
    };
    startProductionBatch: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProductionBatch"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    completeProductionBatch: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"production_batch": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Quantity of the output that was produced */
                    actual_quantity_produced: number;
                    /** @description The inputs whose consumption differs from the plan; the others are consumed as planned */
                    inputs?: {
                        /** @description The `id` of the batch's input */
                        production_batch_input_id: string;
                        /** @description Quantity used; defaults to the planned quantity */
                        actual_quantity?: number;
                        /** @description Quantity wasted in addition to `actual_quantity`; defaults to 0 */
                        waste_quantity?: number;
                    }[];
                    /** @description Number of the lot produced, for lot-tracked outputs only; defaults to the batch's number */
                    lot_number?: string;
                    /**
                     * Format: date
                     * @description Last usable day of the lot produced; defaults to the variant's shelf life
                     */
                    expiry_date?: string;
                    /**
                     * Format: date
                     * @description Date of manufacture of the lot produced; defaults to today
                     */
                    manufactured_at?: string;
                    /** @description Replaces the batch's notes; if omitted, they stay as they are */
                    notes?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProductionBatch"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    cancelProductionBatch: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"production_batch": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Stored as the batch's `cancel_reason`
                     * @default null
                     */
                    reason?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProductionBatch"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    listLots: {
        parameters: {
            query?: {
                /** @description Only lots with this status, or one of several */
                status?: ("active" | "quarantine" | "exhausted" | "recalled")[];
                /** @description Only lots of this variant */
                variant_id?: string;
                /** @description Only lots of the variant with this SKU */
                sku?: string;
                /** @description Only lots with exactly this number */
                lot_number?: string;
                /** @description Only lots whose `expiry_date` is before this date, earliest first */
                expiring_before?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Lot"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getLot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Lot"];
                    };
                };
            };
        };
    };
    updateLot: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"lot": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description `quarantine`, `recall` (or `recalled`), or `release` (or `active`); `exhausted` is computed and can't be set
                     * @enum {string}
                     */
                    status?: "quarantine" | "release" | "recall" | "active" | "recalled";
                    /** @description Last usable day; null if it does not expire */
                    expiry_date?: string | null;
                    /** @description Date of manufacture, not after `expiry_date` */
                    manufactured_at?: string | null;
                    note?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChangedLot"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    traceLotForward: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TraceForward"];
                    };
                };
            };
        };
    };
    traceLotBackward: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TraceBackward"];
                    };
                };
            };
        };
    };
    listExpiryAlerts: {
        parameters: {
            query?: {
                /** @description How many days to look ahead; defaults to the organization's `expiry_alert_days` */
                days?: number;
                /** @description Whether lots that have already expired are included; they come first */
                include_expired?: boolean;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ExpiryAlert"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    listWasteRecords: {
        parameters: {
            query?: {
                /** @description Only waste records of this variant */
                variant_id?: string;
                /** @description Only waste records of the variant with this SKU */
                sku?: string;
                /** @description Only waste records at this location */
                location_id?: string;
                /** @description Only waste records with this reason */
                reason?: "expired" | "damaged" | "production" | "spoilage" | "contamination" | "other";
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `recorded_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WasteRecord"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    recordWaste: {
        parameters: {
            query?: {
                /** @description If true, checks and responds as usual, but writes nothing */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"waste_record": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description The variant's id; give this or `sku` */
                    variant_id?: string;
                    /** @description The variant's SKU; give this or `variant_id` */
                    sku?: string;
                    /** @description The location the stock is taken from */
                    location_id: string;
                    /** @description At most 4 decimals, and no finer than the variant's `quantity_decimals` */
                    quantity: number;
                    /** @enum {string} */
                    reason: "expired" | "damaged" | "production" | "spoilage" | "contamination" | "other";
                    /** @description The lot, for lot-tracked variants only; if omitted, first expired, first out, expired lots included */
                    lot_record_id?: string;
                    /** @default null */
                    notes?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WasteRecord"];
                        meta?: {
                            /** @constant */
                            dry_run: true;
                        };
                    };
                };
            };
        };
    };
    getWasteRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WasteRecord"];
                    };
                };
            };
        };
    };
    listDemandHistory: {
        parameters: {
            query?: {
                /** @description Only demand for the variant with exactly this SKU */
                sku?: string;
                /** @description Only demand for this variant */
                variant_id?: string;
                /** @description Only demand at this location */
                location_id?: string;
                /** @description Only from this day on */
                from?: string;
                /** @description Only up to this day */
                to?: string;
                /** @description Only own or only imported days */
                source?: "own" | "imported";
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DemandDay"][];
                        meta: {
                            page?: number;
                            per_page: number;
                            total?: number;
                            total_pages?: number;
                            total_is_capped?: boolean;
                            next_cursor?: string | null;
                            resume_cursor?: string | null;
                            /** @description The sums over all days that the filters leave; null without filters, after a `cursor`, and if there are more than 10,000 days */
                            totals: {
                                quantity: number;
                                revenue: number;
                            } | null;
                        };
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    importDemandHistory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"demand_history": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    rows: {
                        /**
                         * Format: date
                         * @description The day of the organization's calendar; before the level's first ledger entry
                         */
                        date: string;
                        /** @description The variant's id; give this or `sku` */
                        variant_id?: string;
                        /** @description The variant's SKU; give this or `variant_id` */
                        sku?: string;
                        location_id: string;
                        /** @description How much was sold on that day */
                        quantity: number;
                        /**
                         * @description What it brought in, in the organization's currency
                         * @default null
                         */
                        revenue?: number | null;
                    }[];
                };
                "text/csv": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ImportedDemand"];
                    };
                };
            };
        };
    };
    listForecasts: {
        parameters: {
            query?: {
                /** @description Only the forecast of this variant */
                variant_id?: string;
                /** @description Only the forecast of the variant with exactly this SKU */
                sku?: string;
                /** @description Of the demand at this location; without it, of all locations together */
                location_id?: string;
                /** @description How many days are forecast */
                horizon?: number;
                /** @description Only demand of this class, by the last nightly run; before the first one, of 200 variants at most */
                demand_class?: "smooth" | "intermittent" | "erratic" | "lumpy" | "new" | "none";
                /** @description Only forecasts that were computed before this time */
                computed_before?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Forecast"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getForecastChart: {
        parameters: {
            query?: {
                /** @description Of the demand at this location; without it, of all locations together */
                location_id?: string;
                /** @description How many days are forecast */
                horizon?: number;
            };
            header?: never;
            path: {
                /** @description The id of the variant */
                variant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    listInsights: {
        parameters: {
            query?: {
                /** @description Only insights of this kind, or of one of several */
                kind?: ("stockout_risk" | "overstock" | "dead_stock" | "expiry_risk" | "demand_spike" | "demand_drop" | "shrinkage" | "supplier_late" | "oversold" | "margin")[];
                /** @description Only insights of this severity, or of one of several */
                severity?: ("info" | "warning" | "critical")[];
                /** @description Only open or only closed insights */
                status?: ("open" | "closed")[];
                /** @description Only insights about this variant */
                variant_id?: string;
                /** @description Only insights about stock at this location */
                location_id?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Insight"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getInsight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Insight"];
                    };
                };
            };
        };
    };
    dismissInsight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Insight"];
                    };
                };
            };
        };
    };
    askQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    question: string;
                    /** @description Of the answer before, so that a question such as “and in Lyon?” is understood */
                    conversation_id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["QuestionAnswer"];
                    };
                    "text/event-stream": string;
                };
            };
        };
    };
    useFindNames: {
        parameters: {
            query: {
                /** @description A name, a part of one, or a code */
                search: string;
                /** @description Only what is of this kind */
                kind?: "variant" | "product" | "category" | "location" | "supplier" | "customer" | "lot" | "order" | "purchase_order" | "stock_transfer";
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useFindProducts: {
        parameters: {
            query?: {
                /** @description Part of a variant's SKU, its name or its product's name, as it is written there */
                search?: string;
                /** @description Only the variant with this barcode, in any form of the same GTIN */
                barcode?: string;
                /** @description Only active or only archived variants, or any */
                status?: "active" | "archived" | "any";
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useStockLevels: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description What a row stands for: level (a variant at a location), variant, product, category or location; none is one row for everything together */
                group_by?: "level" | "variant" | "product" | "category" | "location" | "none";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useStockByLocation: {
        parameters: {
            query?: {
                /** @description Only locations of this type, such as stores */
                location_type?: "warehouse" | "store" | "transit" | "other";
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useLowStock: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Only of these suppliers */
                supplier_id?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useOutOfStock: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description What a row stands for: a variant at all asked locations together, or at one location */
                group_by?: "variant" | "level";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useReorderAdvice: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Only of these suppliers */
                supplier_id?: string[];
                /** @description What a row stands for: a variant at a location, or a supplier */
                group_by?: "level" | "supplier";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useFastMovers: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description How many days up to `to`, today by default; 30 without `from` */
                days?: number;
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useSales: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Only of orders of these customers, each by exact name or, without a name, e-mail address */
                customer?: string[];
                /** @description Only of orders that came through these sales channels */
                channel?: string[];
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description What a row stands for; `week` is the date of its Monday, `month` is YYYY-MM */
                group_by?: "none" | "variant" | "product" | "category" | "location" | "customer" | "channel" | "order" | "day" | "week" | "month";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useUnsoldStock: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description How many days, today included */
                days?: number;
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useStockAging: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Only stock of this age, in days */
                age_bucket?: "0-30" | "31-60" | "61-90" | "90+";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useValuation: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description The end of this day, YYYY-MM-DD, in the organization's calendar; without it, now */
                as_of?: string;
                /** @description What a row stands for: level (a variant at a location), variant, product, category or location; none is one row for everything together */
                group_by?: "level" | "variant" | "product" | "category" | "location" | "none";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useLedgerEntries: {
        parameters: {
            query?: {
                /** @description Only entries of these types */
                type?: ("adjustment" | "order_reserved" | "order_released" | "order_fulfilled" | "purchase_received" | "transfer_out" | "transfer_in" | "transfer_lost" | "cycle_count_adjustment" | "return_received" | "return_disposed" | "production_reserved" | "production_released" | "production_consumed" | "production_waste" | "production_output" | "waste" | "revaluation")[];
                /** @description Only of lots with these numbers */
                lot_number?: string[];
                /** @description Only entries of these types of document */
                reference_type?: ("inventory_adjustment" | "order" | "purchase_order" | "stock_transfer" | "cycle_count" | "return_authorization" | "production_batch" | "waste_record" | "variant")[];
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useStockMovements: {
        parameters: {
            query?: {
                /** @description Only movements of these types */
                type?: ("adjustment" | "order_reserved" | "order_released" | "order_fulfilled" | "purchase_received" | "transfer_out" | "transfer_in" | "transfer_lost" | "cycle_count_adjustment" | "return_received" | "return_disposed" | "production_reserved" | "production_released" | "production_consumed" | "production_waste" | "production_output" | "waste" | "revaluation")[];
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description What a row stands for */
                group_by?: "type" | "variant" | "product" | "location" | "day" | "none";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useOrders: {
        parameters: {
            query?: {
                /** @description Only orders with one of these statuses */
                status?: ("pending" | "partially_reserved" | "reserved" | "partially_fulfilled" | "fulfilled" | "cancelled")[];
                /** @description Only of orders of these customers, each by exact name or, without a name, e-mail address */
                customer?: string[];
                /** @description Only of orders that came through these sales channels */
                channel?: string[];
                /** @description Only the documents with these numbers */
                number?: string[];
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description true: only orders with something still to ship; false: only the others */
                is_open?: boolean;
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    usePurchaseOrders: {
        parameters: {
            query?: {
                /** @description Only purchase orders with one of these statuses */
                status?: ("ordered" | "partially_received" | "received" | "closed" | "cancelled")[];
                /** @description Only of these suppliers */
                supplier_id?: string[];
                /** @description Only the documents with these numbers */
                number?: string[];
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description true: only those of which more is to arrive; false: only the others */
                is_open?: boolean;
                /** @description true: only those still open after their expected date; false: only the others */
                overdue?: boolean;
                /** @description What a row stands for */
                group_by?: "order" | "line";
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useIncomingStock: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Only of these suppliers */
                supplier_id?: string[];
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description What a row stands for */
                group_by?: "line" | "variant" | "location" | "none";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useTransfers: {
        parameters: {
            query?: {
                /** @description Only transfers with one of these statuses */
                status?: ("draft" | "in_transit" | "partially_received" | "received" | "cancelled")[];
                /** @description Only the documents with these numbers */
                number?: string[];
                /** @description Only from these locations */
                from_location_id?: string[];
                /** @description Only to these locations */
                to_location_id?: string[];
                /** @description true: only transfers with something to ship or to receive; false: only the others */
                is_open?: boolean;
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useLots: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Only of these suppliers */
                supplier_id?: string[];
                /** @description Only lots with exactly one of these numbers */
                lot_number?: string[];
                /** @description Only lots with one of these statuses; exhausted: nothing is on hand */
                status?: ("active" | "quarantine" | "exhausted" | "recalled")[];
                /** @description Only lots that expire on this day or later, YYYY-MM-DD */
                expires_from?: string;
                /** @description Only lots that expire on this day or earlier, YYYY-MM-DD */
                expires_to?: string;
                /** @description Only lots that are expired today (true), or that are not (false) */
                expired?: boolean;
                /** @description What a row stands for: a lot, or a lot at a location */
                group_by?: "lot" | "level";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useTraceLot: {
        parameters: {
            query: {
                /** @description The numbers of the lots to trace */
                lot_number: string[];
                /** @description Where it went (forward), where it came from (backward), or both */
                direction?: "forward" | "backward" | "both";
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useReservations: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Only of orders of these customers, each by exact name or, without a name, e-mail address */
                customer?: string[];
                /** @description Only the documents with these numbers */
                number?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useForecasts: {
        parameters: {
            query?: {
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description At each of these locations, instead of all together */
                location_id?: string[];
                /** @description How many days of demand, from tomorrow on */
                horizon_days?: number;
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useInsights: {
        parameters: {
            query?: {
                /** @description Only findings of these kinds */
                kind?: ("stockout_risk" | "overstock" | "dead_stock" | "expiry_risk" | "demand_spike" | "demand_drop" | "shrinkage" | "supplier_late" | "oversold" | "margin")[];
                /** @description Only findings of these severities */
                severity?: ("info" | "warning" | "critical")[];
                /** @description Only open findings, only closed ones, or any */
                status?: "open" | "closed" | "any";
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useLosses: {
        parameters: {
            query?: {
                /** @description Only losses of these causes */
                cause?: ("waste" | "shrinkage" | "count" | "production_waste" | "transfer_lost" | "return_disposed")[];
                /** @description Only losses with these reasons: of an adjustment or a waste record, or the condition of a return */
                reason?: ("shrinkage" | "theft" | "damaged" | "expired" | "production" | "spoilage" | "contamination" | "other" | "discarded")[];
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description What a row stands for; `month` is YYYY-MM */
                group_by?: "cause" | "reason" | "variant" | "location" | "month" | "none";
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useReturns: {
        parameters: {
            query?: {
                /** @description Only returns with one of these statuses */
                status?: ("pending" | "received" | "cancelled")[];
                /** @description Only of orders of these customers, each by exact name or, without a name, e-mail address */
                customer?: string[];
                /** @description Only what is in one of these conditions */
                condition?: ("sellable" | "damaged" | "discarded")[];
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description Only variants with one of these SKUs */
                sku?: string[];
                /** @description Only variants of these products */
                product_id?: string[];
                /** @description Only variants of products in these categories */
                category?: string[];
                /** @description No variant with one of these SKUs */
                except_sku?: string[];
                /** @description No variant of these products */
                except_product_id?: string[];
                /** @description No variant of a product in these categories */
                except_category?: string[];
                /** @description Only at these locations */
                location_id?: string[];
                /** @description At no location of these */
                except_location_id?: string[];
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    useSupplierPerformance: {
        parameters: {
            query?: {
                /** @description Only of these suppliers */
                supplier_id?: string[];
                /** @description The first day, YYYY-MM-DD, in the organization's calendar */
                from?: string;
                /** @description The last day, YYYY-MM-DD */
                to?: string;
                /** @description Conditions on numbers and dates of the rows, all of which must hold */
                where?: string[];
                /** @description A column to sort by; with a minus sign, the largest first */
                sort_by?: string;
                /** @description How many rows are returned, at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ToolResult"];
                    };
                };
            };
        };
    };
    reportStockByLocation: {
        parameters: {
            query?: {
                /** @description Only stock at this location */
                location_id?: string;
                /** @description If true, returns one row for each variant at each location */
                detail?: boolean;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StockByLocation"][];
                        meta: {
                            page?: number;
                            per_page: number;
                            total?: number;
                            total_pages?: number;
                            total_is_capped?: boolean;
                            next_cursor?: string | null;
                            resume_cursor?: string | null;
                            totals: {
                                on_hand: number;
                                reserved: number;
                                /** @description Unreserved quantity in lots that are expired, quarantined or recalled */
                                held: number;
                                /** @description on_hand − reserved − held */
                                available: number;
                                /** @description Still to arrive from open purchase orders and transfers */
                                incoming: number;
                                stock_value: number;
                            };
                        };
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    reportLowStock: {
        parameters: {
            query?: {
                /** @description Only stock at this location */
                location_id?: string;
                /** @description Only levels whose reorder point comes from this source */
                source?: "policy" | "forecast" | "default";
                /** @description Only levels whose policy names this supplier */
                supplier_id?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LowStock"][];
                        meta: {
                            page?: number;
                            per_page: number;
                            total?: number;
                            total_pages?: number;
                            total_is_capped?: boolean;
                            next_cursor?: string | null;
                            resume_cursor?: string | null;
                            totals: {
                                on_hand: number;
                                reserved: number;
                                held: number;
                                available: number;
                                incoming: number;
                                suggested_order_quantity: number;
                            };
                        };
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    reportFastMovers: {
        parameters: {
            query?: {
                /** @description Only stock at this location */
                location_id?: string;
                /** @description How many days of the organization's calendar, today included */
                days?: number;
                /** @description What they are ranked by */
                by?: "units" | "revenue" | "margin";
                /** @description How many rows a page has, instead of `per_page`; 20 if neither is given. With `format=csv` or `ndjson`, how many rows the file has: all of them by default */
                limit?: number;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many rows a page has, at most; `limit` comes first, and 20 if neither is given */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["FastMover"][];
                        meta: {
                            page?: number;
                            per_page: number;
                            total?: number;
                            total_pages?: number;
                            total_is_capped?: boolean;
                            next_cursor?: string | null;
                            resume_cursor?: string | null;
                            totals: {
                                /** @description What orders shipped */
                                units_sold: number;
                                /** @description What came back of orders, sellable or not */
                                units_returned: number;
                                net_units: number;
                                /** @description The price of what was shipped, less that of what came back; 0 for what has no price */
                                revenue: number;
                                /** @description What the shipped goods cost, less what sellable returns brought back */
                                cost_of_goods: number;
                                /** @description revenue − cost_of_goods */
                                margin: number;
                            };
                        };
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    reportInventoryAging: {
        parameters: {
            query?: {
                /** @description Only stock at this location */
                location_id?: string;
                /** @description Only stock of this age, in days */
                age_bucket?: "0-30" | "31-60" | "61-90" | "90+";
                /** @description How many rows a page has, instead of `per_page`; 100 if neither is given. With `format=csv` or `ndjson`, how many rows the file has: all of them by default */
                limit?: number;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many rows a page has, at most; `limit` comes first, and 100 if neither is given */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InventoryAge"][];
                        meta: {
                            page?: number;
                            per_page: number;
                            total?: number;
                            total_pages?: number;
                            total_is_capped?: boolean;
                            next_cursor?: string | null;
                            resume_cursor?: string | null;
                            totals: {
                                on_hand: number;
                                value: number;
                            };
                            /** @description The sums of all four buckets, whatever `age_bucket` asks for */
                            buckets: {
                                /** @enum {string} */
                                age_bucket: "0-30" | "31-60" | "61-90" | "90+";
                                rows: number;
                                on_hand: number;
                                value: number;
                            }[];
                        };
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    reportValuation: {
        parameters: {
            query?: {
                /** @description Only stock at this location */
                location_id?: string;
                /** @description A moment (RFC 3339), or a date: the end of that day in the organization's time zone */
                as_of?: string;
                /** @description What each row stands for */
                group_by?: "level" | "variant" | "location" | "category";
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Valuation"][];
                        meta: {
                            page?: number;
                            per_page: number;
                            total?: number;
                            total_pages?: number;
                            total_is_capped?: boolean;
                            next_cursor?: string | null;
                            resume_cursor?: string | null;
                            totals: {
                                on_hand: number;
                                /** @description What all of it is worth: the ledger's sum of `value_change` up to then */
                                value: number;
                                /** @description What goods in transit have cost beside that; with `location_id`, of those on their way to it */
                                in_transit_value: number;
                            };
                        };
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    reportMovements: {
        parameters: {
            query?: {
                /** @description The first day; 30 days up to `to` by default */
                from?: string;
                /** @description The last day; up to now by default */
                to?: string;
                /** @description What each row stands for: a variant, or a variant at a location */
                group_by?: "variant" | "level";
                /** @description Only stock at this location */
                location_id?: string;
                /** @description Only this variant */
                variant_id?: string;
                /** @description Only the variant with exactly this SKU */
                sku?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Movements"][];
                        meta: {
                            page?: number;
                            per_page: number;
                            total?: number;
                            total_pages?: number;
                            total_is_capped?: boolean;
                            next_cursor?: string | null;
                            resume_cursor?: string | null;
                            totals: {
                                /** @description On hand at the beginning of `from` */
                                opening: {
                                    quantity: number;
                                    value: number;
                                };
                                /** @description What came in, by type of ledger entry */
                                in: {
                                    [key: string]: {
                                        quantity: number;
                                        value: number;
                                    };
                                };
                                /** @description What went out, by type of ledger entry; a revaluation moves value only */
                                out: {
                                    [key: string]: {
                                        quantity: number;
                                        value: number;
                                    };
                                };
                                /** @description opening + in − out: on hand at the end of `to` */
                                closing: {
                                    quantity: number;
                                    value: number;
                                };
                            };
                        };
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    reconcileInventory: {
        parameters: {
            query?: {
                /** @description Checks only this location, and the totals of lots that were ever there */
                location_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Reconciliation"];
                    };
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Only events of this type, or of one of up to four */
                type?: ("order.created" | "order.reserved" | "order.fulfilled" | "order.partially_fulfilled" | "order.released" | "order.cancelled" | "purchase_order.created" | "purchase_order.updated" | "purchase_order.received" | "purchase_order.closed" | "purchase_order.cancelled" | "purchase_order.overdue" | "stock_transfer.created" | "stock_transfer.shipped" | "stock_transfer.received" | "stock_transfer.cancelled" | "cycle_count.created" | "cycle_count.updated" | "cycle_count.started" | "cycle_count.completed" | "cycle_count.cancelled" | "return_authorization.created" | "return_authorization.updated" | "return_authorization.received" | "return_authorization.cancelled" | "production_batch.created" | "production_batch.started" | "production_batch.released" | "production_batch.completed" | "production_batch.cancelled" | "product.created" | "product.updated" | "product.archived" | "location.created" | "location.updated" | "location.archived" | "supplier.created" | "supplier.updated" | "supplier.archived" | "inventory_policy.created" | "inventory_policy.updated" | "inventory_policy.deleted" | "recipe.created" | "recipe.updated" | "recipe.archived" | "inventory.adjusted" | "inventory.low" | "inventory.out" | "inventory.oversold" | "inventory.restocked" | "lot.updated" | "lot.expiring" | "lot.expired" | "lot.recalled" | "waste.recorded" | "demand_history.imported" | "forecast.updated" | "insight.created" | "insight.dismissed" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.deleted" | "webhook_endpoint.tested" | "webhook_endpoint.disabled" | "alert_subscription.created" | "alert_subscription.updated" | "alert_subscription.deleted" | "alert_subscription.disabled" | "integration.created" | "integration.updated" | "integration.deleted" | "integration.failed")[];
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `created_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    listIntegrations: {
        parameters: {
            query?: {
                /** @description Only integrations with this source, or one of several */
                source?: ("shopify" | "woocommerce" | "standard")[];
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Integration"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"integration": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description The location its orders ship from */
                    location_id: string;
                    /**
                     * @description Reserves stock for an order when it arrives, as far as it is available
                     * @default false
                     */
                    reserve_on_arrival?: boolean;
                    /**
                     * @description Who sends the webhooks; `standard` is any system that signs by Standard Webhooks
                     * @enum {string}
                     */
                    source: "shopify" | "woocommerce" | "standard";
                    /** @description The sender's secret; generated if omitted */
                    secret?: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WrittenIntegration"];
                    };
                };
            };
        };
    };
    getIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Integration"];
                    };
                };
            };
        };
    };
    deleteIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"integration": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description The location its orders ship from */
                    location_id?: string;
                    /** @description Reserves stock for an order when it arrives, as far as it is available */
                    reserve_on_arrival?: boolean;
                    /** @description What the sender signs its webhooks with. For `shopify` and `woocommerce`, 4 to 200 characters; for `standard`, 16 to 64 bytes in base64, with or without `whsec_` before them */
                    secret?: string;
                    /**
                     * @description While an integration is `disabled`, what arrives is kept, but has no effect
                     * @enum {string}
                     */
                    status?: "active" | "disabled";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WrittenIntegration"];
                    };
                };
            };
        };
    };
    listIntegrationDeliveries: {
        parameters: {
            query?: {
                /** @description Only deliveries with this status, or one of several */
                status?: ("processed" | "ignored" | "failed")[];
                /** @description Only deliveries with this topic */
                topic?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path: {
                /** @description The id of the integration */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IntegrationDelivery"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getIntegrationDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the integration */
                id: string;
                /** @description The id of the delivery */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReadIntegrationDelivery"];
                    };
                };
            };
        };
    };
    retryIntegrationDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the integration */
                id: string;
                /** @description The id of the delivery */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IntegrationDelivery"];
                    };
                };
            };
        };
    };
    receiveShopifyWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the integration */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IntegrationDelivery"] | null;
                    };
                };
            };
        };
    };
    receiveShopifyWebhookAtRoot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the integration */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IntegrationDelivery"] | null;
                    };
                };
            };
        };
    };
    receiveWooCommerceWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the integration */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IntegrationDelivery"] | null;
                    };
                };
            };
        };
    };
    receiveWooCommerceWebhookAtRoot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the integration */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IntegrationDelivery"] | null;
                    };
                };
            };
        };
    };
    receiveStandardWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the integration */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IntegrationDelivery"] | null;
                    };
                };
            };
        };
    };
    receiveStandardWebhookAtRoot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the integration */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IntegrationDelivery"] | null;
                    };
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description Only endpoints with this status, or one of several */
                status?: ("active" | "disabled")[];
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"webhook_endpoint": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uri
                     * @description Where events are sent by POST: https, a public host name, port 443 or 8443, no credentials. A deployment with `ALLOW_PRIVATE_WEBHOOKS=true` also allows http, private addresses and other ports
                     */
                    url: string;
                    /**
                     * @description The types of events that are sent, or groups of them such as `order.*`; null for all
                     * @default null
                     */
                    event_types?: ("order.created" | "order.reserved" | "order.fulfilled" | "order.partially_fulfilled" | "order.released" | "order.cancelled" | "purchase_order.created" | "purchase_order.updated" | "purchase_order.received" | "purchase_order.closed" | "purchase_order.cancelled" | "purchase_order.overdue" | "stock_transfer.created" | "stock_transfer.shipped" | "stock_transfer.received" | "stock_transfer.cancelled" | "cycle_count.created" | "cycle_count.updated" | "cycle_count.started" | "cycle_count.completed" | "cycle_count.cancelled" | "return_authorization.created" | "return_authorization.updated" | "return_authorization.received" | "return_authorization.cancelled" | "production_batch.created" | "production_batch.started" | "production_batch.released" | "production_batch.completed" | "production_batch.cancelled" | "product.created" | "product.updated" | "product.archived" | "location.created" | "location.updated" | "location.archived" | "supplier.created" | "supplier.updated" | "supplier.archived" | "inventory_policy.created" | "inventory_policy.updated" | "inventory_policy.deleted" | "recipe.created" | "recipe.updated" | "recipe.archived" | "inventory.adjusted" | "inventory.low" | "inventory.out" | "inventory.oversold" | "inventory.restocked" | "lot.updated" | "lot.expiring" | "lot.expired" | "lot.recalled" | "waste.recorded" | "demand_history.imported" | "forecast.updated" | "insight.created" | "insight.dismissed" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.deleted" | "webhook_endpoint.tested" | "webhook_endpoint.disabled" | "alert_subscription.created" | "alert_subscription.updated" | "alert_subscription.deleted" | "alert_subscription.disabled" | "integration.created" | "integration.updated" | "integration.deleted" | "integration.failed" | "order.*" | "purchase_order.*" | "stock_transfer.*" | "cycle_count.*" | "return_authorization.*" | "production_batch.*" | "product.*" | "location.*" | "supplier.*" | "inventory_policy.*" | "recipe.*" | "inventory.*" | "lot.*" | "waste.*" | "demand_history.*" | "forecast.*" | "insight.*" | "webhook_endpoint.*" | "alert_subscription.*" | "integration.*")[] | null;
                    /**
                     * @description Your own words about it
                     * @default null
                     */
                    description?: string | null;
                    /**
                     * @description `disabled` sends nothing. Once it is `active` again, it gets the events since then, as far as they are kept
                     * @default active
                     * @enum {string}
                     */
                    status?: "active" | "disabled";
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpointWithSecret"];
                    };
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"];
                    };
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"webhook_endpoint": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uri
                     * @description Where events are sent by POST: https, a public host name, port 443 or 8443, no credentials. A deployment with `ALLOW_PRIVATE_WEBHOOKS=true` also allows http, private addresses and other ports
                     */
                    url?: string;
                    /** @description The types of events that are sent, or groups of them such as `order.*`; null for all */
                    event_types?: ("order.created" | "order.reserved" | "order.fulfilled" | "order.partially_fulfilled" | "order.released" | "order.cancelled" | "purchase_order.created" | "purchase_order.updated" | "purchase_order.received" | "purchase_order.closed" | "purchase_order.cancelled" | "purchase_order.overdue" | "stock_transfer.created" | "stock_transfer.shipped" | "stock_transfer.received" | "stock_transfer.cancelled" | "cycle_count.created" | "cycle_count.updated" | "cycle_count.started" | "cycle_count.completed" | "cycle_count.cancelled" | "return_authorization.created" | "return_authorization.updated" | "return_authorization.received" | "return_authorization.cancelled" | "production_batch.created" | "production_batch.started" | "production_batch.released" | "production_batch.completed" | "production_batch.cancelled" | "product.created" | "product.updated" | "product.archived" | "location.created" | "location.updated" | "location.archived" | "supplier.created" | "supplier.updated" | "supplier.archived" | "inventory_policy.created" | "inventory_policy.updated" | "inventory_policy.deleted" | "recipe.created" | "recipe.updated" | "recipe.archived" | "inventory.adjusted" | "inventory.low" | "inventory.out" | "inventory.oversold" | "inventory.restocked" | "lot.updated" | "lot.expiring" | "lot.expired" | "lot.recalled" | "waste.recorded" | "demand_history.imported" | "forecast.updated" | "insight.created" | "insight.dismissed" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.deleted" | "webhook_endpoint.tested" | "webhook_endpoint.disabled" | "alert_subscription.created" | "alert_subscription.updated" | "alert_subscription.deleted" | "alert_subscription.disabled" | "integration.created" | "integration.updated" | "integration.deleted" | "integration.failed" | "order.*" | "purchase_order.*" | "stock_transfer.*" | "cycle_count.*" | "return_authorization.*" | "production_batch.*" | "product.*" | "location.*" | "supplier.*" | "inventory_policy.*" | "recipe.*" | "inventory.*" | "lot.*" | "waste.*" | "demand_history.*" | "forecast.*" | "insight.*" | "webhook_endpoint.*" | "alert_subscription.*" | "integration.*")[] | null;
                    /** @description Your own words about it */
                    description?: string | null;
                    /**
                     * @description `disabled` sends nothing. Once it is `active` again, it gets the events since then, as far as they are kept
                     * @enum {string}
                     */
                    status?: "active" | "disabled";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"];
                    };
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpointWithSecret"];
                    };
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookDelivery"];
                    };
                };
            };
        };
    };
    replayWebhookEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"replay": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description The first event: its `sequence`, or a time at or after which it happened */
                    from: number | string;
                    /** @description The last event: its `sequence`, or a time at or before which it happened; the newest if absent */
                    to?: number | string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookReplay"];
                    };
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Only deliveries with this status, or one of several */
                status?: ("pending" | "delivered" | "failed")[];
                /** @description Only deliveries of events of this type */
                event_type?: "order.created" | "order.reserved" | "order.fulfilled" | "order.partially_fulfilled" | "order.released" | "order.cancelled" | "purchase_order.created" | "purchase_order.updated" | "purchase_order.received" | "purchase_order.closed" | "purchase_order.cancelled" | "purchase_order.overdue" | "stock_transfer.created" | "stock_transfer.shipped" | "stock_transfer.received" | "stock_transfer.cancelled" | "cycle_count.created" | "cycle_count.updated" | "cycle_count.started" | "cycle_count.completed" | "cycle_count.cancelled" | "return_authorization.created" | "return_authorization.updated" | "return_authorization.received" | "return_authorization.cancelled" | "production_batch.created" | "production_batch.started" | "production_batch.released" | "production_batch.completed" | "production_batch.cancelled" | "product.created" | "product.updated" | "product.archived" | "location.created" | "location.updated" | "location.archived" | "supplier.created" | "supplier.updated" | "supplier.archived" | "inventory_policy.created" | "inventory_policy.updated" | "inventory_policy.deleted" | "recipe.created" | "recipe.updated" | "recipe.archived" | "inventory.adjusted" | "inventory.low" | "inventory.out" | "inventory.oversold" | "inventory.restocked" | "lot.updated" | "lot.expiring" | "lot.expired" | "lot.recalled" | "waste.recorded" | "demand_history.imported" | "forecast.updated" | "insight.created" | "insight.dismissed" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.deleted" | "webhook_endpoint.tested" | "webhook_endpoint.disabled" | "alert_subscription.created" | "alert_subscription.updated" | "alert_subscription.deleted" | "alert_subscription.disabled" | "integration.created" | "integration.updated" | "integration.deleted" | "integration.failed";
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals */
                cursor?: string;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookDelivery"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookDelivery"];
                    };
                };
            };
        };
    };
    retryWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookDelivery"];
                    };
                };
            };
        };
    };
    listAlertSubscriptions: {
        parameters: {
            query?: {
                /** @description Only subscriptions with this status, or one of several */
                status?: ("active" | "disabled")[];
                /** @description Only subscriptions to alerts about this location */
                location_id?: string;
                /** @description Only those with one of these ids, separated by commas; unknown ids are left out */
                ids?: string[];
                /** @description Only those whose `updated_at` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before */
                updated_since?: string;
                /** @description The number of the page, from 1 */
                page?: number;
                /** @description How many items a page has, at most */
                per_page?: number;
                /** @description `json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page` */
                format?: "json" | "csv" | "ndjson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AlertSubscription"][];
                        meta: components["schemas"]["PageMeta"];
                    };
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    createAlertSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description May be wrapped as `{"alert_subscription": {…}}`. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description What to be alerted of. `insight` is every insight, `stockout_forecast` only those of the kind `stockout_risk` */
                    kinds: ("low_stock" | "out_of_stock" | "oversold" | "expiring" | "expired" | "purchase_order_overdue" | "stockout_forecast" | "insight")[];
                    /** @description How alerts are sent */
                    channel: {
                        /** @constant */
                        type: "webhook";
                        /**
                         * Format: uri
                         * @description Where alerts are sent by POST, signed by Standard Webhooks: https, a public host name, port 443 or 8443, no credentials
                         */
                        url: string;
                    } | {
                        /** @constant */
                        type: "slack";
                        /**
                         * Format: uri
                         * @description An incoming webhook of Slack, or of a service that takes the same messages. Events have only its origin, since whoever knows it can post
                         */
                        url: string;
                    } | {
                        /** @constant */
                        type: "email";
                        /** @description The addresses that alerts are sent to, up to 10 */
                        to: string[];
                    };
                    /**
                     * @description `immediate` sends each alert at once, `daily_digest` all of a day in one message
                     * @default immediate
                     * @enum {string}
                     */
                    mode?: "immediate" | "daily_digest";
                    /** @description When the digest is sent by the organization's clocks; 08:00 by default, and null for `immediate`, which has no such time */
                    digest_at?: string | null;
                    /**
                     * @description Only alerts about this location, or about none in particular; null for all
                     * @default null
                     */
                    location_id?: string | null;
                    /**
                     * @description `disabled` sends nothing. Once it is `active` again, the alerts since then are sent
                     * @default active
                     * @enum {string}
                     */
                    status?: "active" | "disabled";
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AlertSubscriptionWithSecret"];
                    };
                };
            };
        };
    };
    getAlertSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AlertSubscription"];
                    };
                };
            };
        };
    };
    deleteAlertSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateAlertSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resource */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be wrapped as `{"alert_subscription": {…}}`. */
        requestBody?: {
            content: {
                "application/json": {
                    /** @description What to be alerted of. `insight` is every insight, `stockout_forecast` only those of the kind `stockout_risk` */
                    kinds?: ("low_stock" | "out_of_stock" | "oversold" | "expiring" | "expired" | "purchase_order_overdue" | "stockout_forecast" | "insight")[];
                    /** @description How alerts are sent */
                    channel?: {
                        /** @constant */
                        type: "webhook";
                        /**
                         * Format: uri
                         * @description Where alerts are sent by POST, signed by Standard Webhooks: https, a public host name, port 443 or 8443, no credentials
                         */
                        url: string;
                    } | {
                        /** @constant */
                        type: "slack";
                        /**
                         * Format: uri
                         * @description An incoming webhook of Slack, or of a service that takes the same messages. Events have only its origin, since whoever knows it can post
                         */
                        url: string;
                    } | {
                        /** @constant */
                        type: "email";
                        /** @description The addresses that alerts are sent to, up to 10 */
                        to: string[];
                    };
                    /**
                     * @description `immediate` sends each alert at once, `daily_digest` all of a day in one message
                     * @enum {string}
                     */
                    mode?: "immediate" | "daily_digest";
                    /** @description When the digest is sent by the organization's clocks; 08:00 by default, and null for `immediate`, which has no such time */
                    digest_at?: string | null;
                    /** @description Only alerts about this location, or about none in particular; null for all */
                    location_id?: string | null;
                    /**
                     * @description `disabled` sends nothing. Once it is `active` again, the alerts since then are sent
                     * @enum {string}
                     */
                    status?: "active" | "disabled";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AlertSubscriptionWithSecret"];
                    };
                };
            };
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    jsonrpc: "2.0";
                    /** @description Names the request; a message without it has no response */
                    id?: string | number | null;
                    /** @description Such as `tools/list` or `tools/call` */
                    method: string;
                    /** @description What the method takes */
                    params?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcResponse"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getOpenApiDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
}
