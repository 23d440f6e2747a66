// Every limit of the protocol, named, with its unit, in one place. Their relations are asserted at the end.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ramure::limits {

inline constexpr std::uint32_t feature_level = 5;  // raised by one with every change of the protocol; see CHANGELOG.md

// Frames
inline constexpr std::size_t client_frame_bytes_max = 256 * 1024;
inline constexpr std::size_t server_frame_bytes_soft_max = 64 * 1024;  // events gathered into one frame stop here
inline constexpr std::size_t server_frame_buffers_max = 64;
inline constexpr std::size_t snapshot_bytes_max = 256 * 1024;
inline constexpr int protobuf_depth_max = 32;

// Text, in bytes of UTF-8
inline constexpr std::size_t title_bytes_min = 3;
inline constexpr std::size_t title_bytes_max = 300;
inline constexpr std::size_t body_bytes_max = 40'000;
inline constexpr std::size_t draft_bytes_max = 40'000;
inline constexpr std::size_t summary_bytes_max = 5'000;
inline constexpr std::size_t card_field_bytes_max = 5'000;
inline constexpr std::size_t card_list_max = 20;
inline constexpr std::size_t card_natures_max = 3;
inline constexpr std::size_t tag_bytes_max = 60;
inline constexpr std::size_t tags_max = 8;
inline constexpr std::size_t reaction_bytes_max = 32;
inline constexpr std::size_t reactions_per_message_max = 50;  // different names
inline constexpr std::size_t quotes_max = 20;
inline constexpr std::size_t mentions_max = 50;
inline constexpr std::size_t name_bytes_max = 120;
inline constexpr std::size_t key_bytes_max = 60;        // short stable names, slugs
inline constexpr std::size_t time_zone_bytes_max = 60;  // IANA names
inline constexpr std::size_t profile_field_bytes_max = 200;
inline constexpr std::size_t bio_bytes_max = 2'000;
inline constexpr std::size_t search_text_bytes_max = 500;
inline constexpr std::size_t territory_text_bytes_max = 2'000;
inline constexpr std::size_t word_bytes_max = 1'500;
inline constexpr std::size_t similar_text_bytes_max = 500;
inline constexpr std::size_t command_key_bytes = 16;
inline constexpr std::size_t conversation_members_min = 2;
inline constexpr std::size_t conversation_members_max = 4;

// People invited in one go, by a pasted list of addresses
inline constexpr std::size_t pasted_addresses_max = 40;
inline constexpr std::size_t pasted_addresses_bytes_max = 16'000;
inline constexpr std::size_t invitation_attempt_characters_min = 22;
inline constexpr std::size_t invitation_attempt_characters_max = 100;

// Pages
inline constexpr std::uint32_t thread_page_default = 50;
inline constexpr std::uint32_t thread_page_max = 200;
inline constexpr std::uint32_t snapshot_threads_max = 200;
inline constexpr std::uint32_t history_page_default = 50;
inline constexpr std::uint32_t history_page_max = 200;
inline constexpr std::size_t history_page_bytes_soft_max = 1024 * 1024;  // a page ends with the message that passes it
inline constexpr std::size_t event_page_bytes_soft_max = 1024 * 1024;
inline constexpr std::size_t private_row_page_bytes_soft_max = 1024 * 1024;
inline constexpr std::size_t journal_scan_rows_max = 50'000;  // looked at in one read, readable or not
inline constexpr std::uint32_t search_page_default = 20;
inline constexpr std::uint32_t search_page_max = 100;
inline constexpr std::size_t grouped_members_max = 200;  // of one proposal of groups
inline constexpr std::uint32_t event_page_default = 500;
inline constexpr std::uint32_t event_page_max = 1'000;
inline constexpr std::uint32_t catch_up_threads_default = 100;
inline constexpr std::uint32_t catch_up_threads_max = 200;
inline constexpr std::uint32_t unread_count_cap = 1'000;    // shown as 999+
inline constexpr std::uint64_t events_follow_max = 50'000;  // a client further behind is given a snapshot

inline constexpr std::size_t messages_by_id_max = 50;  // GetMessages
inline constexpr std::size_t similar_obstacles_max = 5;

// Moving and merging
inline constexpr std::size_t moved_messages_max = 200;
inline constexpr std::size_t merged_messages_max = 2'000;
inline constexpr std::int64_t undo_merge_ms = 24LL * 3600 * 1000;
inline constexpr std::int64_t undo_fresh_start_ms = 7LL * 24 * 3600 * 1000;
inline constexpr std::size_t fresh_start_threads_max = 10'000;  // looked at by one StartAfresh, latest activity first
inline constexpr std::size_t bookmarks_max = 1'000;

// Attachments
inline constexpr std::size_t upload_bytes_max = 25 * 1024 * 1024;
inline constexpr std::size_t uploads_bytes_max = 500ULL * 1024 * 1024;  // of one member, waiting or in messages
inline constexpr std::size_t attachments_per_message_max = 10;
inline constexpr std::size_t attachment_name_bytes_max = 200;
inline constexpr std::int64_t upload_waits_ms = 30LL * 24 * 3600 * 1000;

// Long polling
inline constexpr std::int64_t poll_wait_ms = 25'000;
inline constexpr std::int64_t poll_abandoned_ms = 60'000;  // without a request the conversation is over

// Roadmaps, in bytes of UTF-8 unless said otherwise; those of the text itself are in server/roadmap/roadmap_limits.hpp
inline constexpr std::size_t comment_bytes_max = 5'000;
inline constexpr std::size_t replacement_bytes_max = 40'000;  // of a suggestion
inline constexpr std::size_t action_field_bytes_max = 1'000;
inline constexpr std::size_t roadmaps_listed_max = 500;
inline constexpr std::size_t working_sessions_listed_max = 500;
inline constexpr std::size_t open_texts_max = 8;              // of one connection
inline constexpr std::size_t text_ring_entries_max = 1'024;   // recent changes of one open text, per I/O thread
inline constexpr std::size_t text_ring_bytes_max = 1024 * 1024;
inline constexpr std::size_t text_page_bytes_soft_max = 256 * 1024;  // read at once for whoever is behind that
inline constexpr std::int64_t text_updated_interval_ms = 60'000;     // « mis à jour par … », of one author

// Queues and rates
inline constexpr std::size_t requests_in_flight_max = 16;   // per connection; then its socket is not read
inline constexpr std::size_t commands_per_batch_max = 256;  // one transaction, one fsync
inline constexpr std::size_t commands_waiting_max = 4'096;  // per community; then OVERLOADED
inline constexpr std::size_t ring_events_max = 8'192;       // recent encoded events per community
inline constexpr std::size_t ring_bytes_max = 8 * 1024 * 1024;
inline constexpr std::size_t signals_waiting_max = 32;  // per connection; the oldest are lost
inline constexpr std::int64_t hello_timeout_ms = 10'000;
inline constexpr std::int64_t write_stall_timeout_ms = 60'000;
inline constexpr std::int64_t ping_interval_ms = 25'000;
inline constexpr std::int64_t private_row_page_max = 500;

// Ids are carried by JavaScript numbers too.
inline constexpr std::uint64_t id_max = (std::uint64_t{1} << 53) - 1;
// The imaginary people of practice rounds have the last ids. No journal grows so long, so they are nobody's in the
// community: a command that names one outside its practice round names nobody.
inline constexpr std::uint64_t fictional_ids = 1'024;
inline constexpr std::uint64_t fictional_id_first = id_max - fictional_ids + 1;
constexpr bool is_fictional(std::uint64_t member_id) { return member_id >= fictional_id_first && member_id <= id_max; }

static_assert(body_bytes_max + 4'096 < client_frame_bytes_max, "the longest message fits a frame");
static_assert(client_frame_bytes_max < ring_bytes_max, "the ring holds at least one event of any size");
static_assert(commands_per_batch_max < commands_waiting_max);
static_assert(snapshot_threads_max <= thread_page_max);

}  // namespace ramure::limits
