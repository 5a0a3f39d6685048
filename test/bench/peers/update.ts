/** What the yardsticks without a framework read of an update. */
export interface PeerUpdate {
  readonly update_id: number;
  readonly message?: { readonly chat: { readonly id: number }; readonly text?: string };
  readonly callback_query?: {
    readonly id: string;
    readonly data: string;
    readonly message: { readonly chat: { readonly id: number } };
  };
}
