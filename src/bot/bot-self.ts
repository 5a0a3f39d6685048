import type { UserFromGetMe } from "grammy/types";

/** What the bot is to itself until its platform answers: after a restart a press is heard at once, not after that answer. */
export function botSelf(id: number): UserFromGetMe {
  const no = {
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
  return { id, is_bot: true, first_name: "", username: "", ...no };
}
