// What the rules may look at while they decide: the tables as they are inside the writer's transaction.
//
// Members, channels and what a member reads are kept in memory: hardly ever does an event change them, and when one
// does the store calls forget(). Everything else is looked up anew each time, by its key: 1 to 3 µs.
//
// Every lookup answers nullopt for a thing that does not exist. Nothing here hides anything: the rules ask
// `readable()` before they admit that a thing exists. Threads and messages carry their true author and territory.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/limits.hpp"
#include "ramure/v1/events.pb.h"
#include "ramure/v1/model.pb.h"
#include "storage/course_state.hpp"
#include "storage/dossier_source.hpp"
#include "storage/private_view.hpp"
#include "storage/readable.hpp"
#include "storage/stored_roadmap.hpp"

namespace ramure::storage {

class Connection;  // storage/connection.hpp: the only thing that knows SQLite
class UsedUploads;

// A thread without its words: what decisions need.
struct ThreadState {
  std::uint64_t id = 0, channel_id = 0, theme_id = 0, territory_id = 0, author_id = 0;
  v1::ThreadKind kind = v1::THREAD_KIND_UNSPECIFIED;
  bool author_hidden = false, resolved = false, archived = false;
  v1::ObstacleScope scope = v1::OBSTACLE_SCOPE_UNSPECIFIED;
  v1::ObstacleStatus status = v1::OBSTACLE_STATUS_UNSPECIFIED;
  std::uint32_t summary_version = 0;
  std::uint64_t published_from_id = 0;
  std::uint64_t merged_into_id = 0;  // 0: it was not merged
  std::int64_t merged_at_ms = 0;
};

struct MessageState {
  std::uint64_t id = 0, thread_id = 0, author_id = 0;
  v1::MessageKind kind = v1::MESSAGE_KIND_UNSPECIFIED;
  bool author_hidden = false, redacted = false, pinned = false, kept = false;
  std::uint32_t version = 0;
};

// A file that waits for the message which will carry it.
struct UploadState {
  std::uint64_t member_id = 0;  // its sender: nobody else knows of it
  std::int64_t received_at_ms = 0;
  v1::Attachment file;
};

struct MemberState {
  std::uint64_t id = 0, territory_id = 0;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  v1::MemberStatus status = v1::MEMBER_STATUS_UNSPECIFIED;
};

// The marks of one's own that moved messages of a thread may have (storage/moved_reads.hpp), in a range of their ids.
struct MovedMarks {
  std::uint64_t thread_id = 0;
  std::uint64_t first_id = 0, through_id = limits::id_max;
};

struct ChannelState {
  std::uint64_t id = 0, territory_id = 0, person_id = 0;
  v1::ChannelKind kind = v1::CHANNEL_KIND_UNSPECIFIED;
};

class View {
 public:
  // Without `uploads` (readers), none waits.
  explicit View(Connection& connection, UsedUploads* uploads = nullptr);
  ~View();
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  std::optional<MemberState> member(std::uint64_t id);
  std::optional<ChannelState> channel(std::uint64_t id);
  std::optional<ThreadState> thread(std::uint64_t id);
  std::optional<MessageState> message(std::uint64_t id);
  bool theme_exists(std::uint64_t id);
  bool territory_exists(std::uint64_t id);
  bool theme_key_taken(std::string_view key);
  bool territory_key_taken(std::string_view key);

  // Everything that the member reads now. The reference lives until forget().
  const Readable& readable(std::uint64_t member_id);
  // The store calls it when an event touched people or places, and when such an event was undone.
  void forget();

  std::optional<v1::Membership> membership(std::uint64_t member_id, std::uint64_t channel_id);
  std::vector<v1::Membership> memberships_of_member(std::uint64_t member_id);
  std::vector<v1::Membership> memberships_of_channel(std::uint64_t channel_id);
  std::vector<ChannelState> channels();
  std::vector<ChannelState> channels_of_territory(std::uint64_t territory_id);
  std::optional<ChannelState> channel_of_person(v1::ChannelKind kind, std::uint64_t person_id);
  std::vector<MemberState> members();  // all, also those who left

  // Wording in force; empty when there is none. Costs one journal read each.
  v1::Obstacle card(std::uint64_t thread_id);
  std::string thread_title(std::uint64_t thread_id);
  std::string message_body(std::uint64_t message_id);
  std::string summary_text(std::uint64_t thread_id);

  bool has_attachments(std::uint64_t message_id);
  google::protobuf::RepeatedPtrField<v1::Attachment> attachments(std::uint64_t message_id);  // of one with its words
  std::optional<UploadState> upload(std::string_view upload_id);  // nullopt also when a message has taken it

  bool has_reacted(std::uint64_t message_id, std::string_view name, std::uint64_t member_id);
  bool reaction_in_use(std::uint64_t message_id, std::string_view name);  // by anybody
  std::uint32_t reaction_names(std::uint64_t message_id);                 // how many different ones
  std::optional<std::uint64_t> conversation(std::span<const std::uint64_t> sorted_member_ids);
  std::optional<std::uint64_t> published_as(
      std::uint64_t thread_id);  // what a pair's obstacle, or a proposal, was published as
  bool member_key_taken(std::string_view key);
  bool founded();  // whether event 1 exists

  std::uint64_t read_up_to(std::uint64_t member_id, std::uint64_t thread_id);
  // Whether there are marks that say "read", or those that say "unread".
  bool has_marks(std::uint64_t member_id, const MovedMarks& marks, bool is_read);

  // view_commons.cpp
  std::optional<std::uint64_t> last_message_of_kind(std::uint64_t thread_id, v1::MessageKind kind);  // not erased
  // A question whether words may be quoted.
  struct QuoteState {
    std::uint64_t id = 0, message_id = 0, author_id = 0;
    std::int64_t answered_at_ms = 0;  // 0: not yet
    bool is_allowed = false;
  };
  std::optional<QuoteState> quote(std::uint64_t id);
  bool was_asked_to_quote(std::uint64_t message_id, std::string_view words);  // these very words, answered or not
  DossierSource dossier_source(std::int64_t written_since_ms);

  // view_moves.cpp
  std::vector<std::uint64_t> thread_message_ids(std::uint64_t thread_id, std::size_t limit);  // in order
  std::vector<std::uint64_t> still_merged_ids(std::uint64_t thread_id);  // brought by its merge, and still there

  PrivateView private_state(std::uint64_t member_id) { return {connection_, member_id}; }

  // view_rounds.cpp: the events of a round after `after_seq`, in order, also those of this batch.
  std::vector<v1::Event> round_events(std::uint64_t round_id, std::uint64_t after_seq);
  bool round_exists(std::uint64_t id);
  std::uint64_t round_of_words(std::uint64_t thing_id);                // 0: it is neither a contribution nor a round
  std::vector<std::uint64_t> words_of_round(std::uint64_t round_id);   // its contributions, and the round itself
  std::vector<std::uint64_t> open_rounds_of(std::uint64_t member_id);  // planned or running, in which he is
  // view_roadmaps.cpp: also what this batch has added to it.
  StoredRoadmap roadmap(std::uint64_t id);
  bool roadmap_exists(std::uint64_t id);
  std::vector<std::uint64_t> roadmaps();                   // all of them
  std::uint64_t roadmap_of_words(std::uint64_t thing_id);  // 0: it is neither a comment nor a suggestion

  // view_course.cpp
  std::optional<GatheringState> gathering(std::uint64_t id);
  v1::Gathering gathering_words(const GatheringState& state);  // the whole thing, as it is now
  v1::Participation participation(std::uint64_t gathering_id, std::uint64_t member_id);
  std::optional<EvaluationState> evaluation(std::uint64_t gathering_id, std::uint64_t member_id);
  std::optional<WorkshopState> workshop(std::uint64_t id);
  std::size_t workshop_count(std::uint64_t gathering_id);
  std::optional<SentenceState> sentence(std::uint64_t id);
  std::size_t sentence_count(std::uint64_t workshop_id);

  // Up to here the journal is on disk: what is remembered of later events may still be undone.
  std::uint64_t committed_seq() const { return committed_seq_; }
  void note_committed(std::uint64_t seq) { committed_seq_ = seq; }  // the store's

  // view_directory.cpp: the wording in force.
  v1::Member profile(std::uint64_t member_id);
  std::optional<v1::Territory> territory(std::uint64_t id);
  std::optional<v1::Theme> theme(std::uint64_t id);
  v1::Word word();  // version 0: none yet
  // Whether this machine knows a time zone of that name: "Europe/Paris". Reads a small file.
  bool is_time_zone(std::string_view name) const;

 private:
  struct Cache;
  Connection& connection_;
  UsedUploads* uploads_;
  std::unique_ptr<Cache> cache_;
  std::uint64_t committed_seq_ = 0;
};

}  // namespace ramure::storage
