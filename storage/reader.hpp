// The reading side of one community: a read-only connection on a WAL snapshot. One thread at a time; open several.
//
// Every query runs in one read transaction and answers with the head that it saw (as_of_seq). Every query takes the
// asker and loads what he may read inside that same transaction; things that are hidden and things that do not exist
// give the same answer. No transaction outlives 5 s: long results come in pages.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ramure/v1/queries.pb.h"
#include "storage/course_state.hpp"
#include "storage/readable.hpp"
#include "storage/search/index_reader.hpp"
#include "storage/search/progress.hpp"
#include "storage/search/resolve.hpp"
#include "storage/stored_file.hpp"
#include "storage/stored_roadmap.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

// One journal row as stored. `payload` is the serialised Event.
struct JournalRow {
  std::uint64_t seq = 0, channel_id = 0, member_id = 0, birth_seq = 0;
  std::string payload;
};

// What a search found, loaded and judged again after the index had answered.
struct FoundInSearch {
  SearchHit hit;
  v1::Message message;  // for a thread: its first
  std::string thread_title;
};
struct FoundPage {
  std::vector<FoundInSearch> found;  // newest first
  bool more = false;
  std::uint64_t continue_before_id = 0;
};

// A file that a message carries.
struct CarriedFile {
  v1::Attachment description;
  std::uint64_t channel_id = 0;
  v1::ChannelKind channel_kind = v1::CHANNEL_KIND_UNSPECIFIED;
  std::string epoch;  // of the journal: message and position name this file in it, for ever
  std::optional<StoredFile> content;
};

// What a connection needs to begin: read in one transaction.
struct Start {
  v1::Member me;
  v1::Community community;
  std::string epoch;
  std::uint64_t head_seq = 0;
  Readable readable;
  bool found = false;  // the member exists and has not left
};

// What is done with a roadmap inside the transaction in which reading it was judged.
using LookAtRoadmap = std::function<void(const StoredRoadmap& stored)>;

// Whether the page token of the query is empty, or came with an earlier page of the same list.
bool page_token_fits(const v1::ListThreads& query);

class Reader {
 public:
  // `progress` is shared with whoever follows the journal for search; without one, searches never wait for the index.
  static std::unique_ptr<Reader> open(const std::filesystem::path& folder,
                                      std::shared_ptr<SearchProgress> progress = nullptr);
  ~Reader();

  Start start(std::uint64_t member_id);
  std::uint64_t head_seq();

  // Each returns as_of_seq and fills `answer`; false when hidden or absent.
  bool snapshot(std::uint64_t member_id, v1::Snapshot& answer, std::uint64_t& as_of_seq);
  bool directory(std::uint64_t member_id, const v1::GetSnapshot& query, v1::Snapshot& answer, std::uint64_t& as_of_seq);
  bool channel(std::uint64_t member_id, const v1::GetChannel& query, v1::ChannelAnswer& answer,
               std::uint64_t& as_of_seq);
  bool threads(std::uint64_t member_id, const v1::ListThreads& query, v1::ThreadList& answer, std::uint64_t& as_of_seq);
  bool thread(std::uint64_t member_id, const v1::GetThread& query, v1::ThreadAnswer& answer, std::uint64_t& as_of_seq);
  bool history(std::uint64_t member_id, const v1::GetHistory& query, v1::History& answer, std::uint64_t& as_of_seq);
  bool message(std::uint64_t member_id, const v1::GetMessage& query, v1::MessageAnswer& answer,
               std::uint64_t& as_of_seq);
  bool messages(std::uint64_t member_id, const v1::GetMessages& query, v1::MessageList& answer,
                std::uint64_t& as_of_seq);
  bool summary_versions(std::uint64_t member_id, const v1::GetSummaryVersions& query, v1::SummaryVersions& answer,
                        std::uint64_t& as_of_seq);
  // By the rights of the message, which has to be there with its words. The content can be read to its end, whatever
  // happens meanwhile. Throws Kind::corrupt when the file is not where it should be.
  bool attachment(std::uint64_t member_id, std::uint64_t message_id, std::uint32_t position, CarriedFile& answer);
  bool catch_up(std::uint64_t member_id, const v1::CatchUp& query, v1::CatchUpAnswer& answer, std::uint64_t& as_of_seq);
  bool readers(std::uint64_t member_id, const v1::ListReaders& query, v1::ReaderList& answer, std::uint64_t& as_of_seq);
  bool events(std::uint64_t member_id, const v1::ListEvents& query, v1::EventList& answer, std::uint64_t& as_of_seq);

  bool map(std::uint64_t member_id, v1::MapAnswer& answer, std::uint64_t& as_of_seq);
  bool obstacle_life(std::uint64_t member_id, const v1::GetObstacleLife& query, v1::ObstacleLife& answer,
                     std::uint64_t& as_of_seq);
  bool similar_obstacles(std::uint64_t member_id, const v1::FindSimilarObstacles& query, v1::SimilarObstacles& answer,
                         std::uint64_t& as_of_seq);

  // The rows changed since a revision, a page at a time: while it is not the member's newest, the answer's revision is
  // that of its last row.
  bool private_rows(std::uint64_t member_id, std::uint64_t since_revision, v1::PrivateRows& answer);

  // Waits a moment (at most 700 ms) for an index that is behind the head. The community's index must have been opened
  // once (SearchIndex::open makes the file).
  bool search(std::uint64_t member_id, const SearchRequest& request, FoundPage& page, std::uint64_t& as_of_seq);
  // What the member may call by name in a search: what he may see, by name and by short key.
  Names names(std::uint64_t member_id);

  // Rounds that the member is in, newest first, and the events of one of them after `after_seq`: all of them, for the
  // rules that fold them and say what he may see. False: he is not in it, or there is none.
  std::vector<std::uint64_t> rounds(std::uint64_t member_id, bool ended_too, std::size_t limit);
  bool round(std::uint64_t member_id, std::uint64_t round_id, std::uint64_t after_seq, std::vector<v1::Event>& events,
             std::uint64_t& as_of_seq);

  // A look at a roadmap. False: the member does not read it, or there is none; then nothing was called.
  bool roadmap(std::uint64_t member_id, std::uint64_t roadmap_id, const LookAtRoadmap& look, std::uint64_t& as_of_seq);
  // The same for each of the first `limit` that he reads, by territory, in one transaction.
  void each_roadmap(std::uint64_t member_id, std::size_t limit, const LookAtRoadmap& look, std::uint64_t& as_of_seq);
  // For `ramured check`, and for what is made ready for all; judged by nobody. One transaction for each.
  std::vector<std::uint64_t> all_roadmaps();
  void roadmap_unjudged(std::uint64_t roadmap_id, const LookAtRoadmap& look);
  // For the live delivery of a text, judged where it is delivered: changes after a version, serialised, in order, until
  // `bytes_max` is passed.
  std::vector<std::string> text_page(std::uint64_t roadmap_id, std::uint64_t after_version, std::size_t bytes_max);
  std::string epoch();

  // The course: what of it the asker may be told is for the rules to say (server/community/answer_course.hpp).
  bool gatherings(std::uint64_t member_id, const v1::ListGatherings& query, std::size_t limit,
                  std::vector<GatheringSeen>& gatherings, bool& more, std::uint64_t& as_of_seq);
  bool gathering(std::uint64_t member_id, std::uint64_t gathering_id, GatheringLook& look, std::uint64_t& as_of_seq);
  bool workshop(std::uint64_t member_id, std::uint64_t workshop_id, v1::Workshop& workshop, std::uint64_t& as_of_seq);
  // The hat that the member wears where the workshop is; unspecified for who does not read it.
  v1::Role hat_at_workshop(std::uint64_t member_id, std::uint64_t workshop_id);
  // For whoever has its code; judged by nobody.
  std::optional<WorkshopAtDoor> workshop_at_door(std::uint64_t workshop_id);

  // For the server's own clock-watching: rounds whose look is due, and the earliest look that is to come (0: none).
  std::vector<std::uint64_t> rounds_to_look_at(std::int64_t now_ms, std::size_t limit);
  std::int64_t next_look_ms(std::int64_t after_ms);
  std::vector<std::uint64_t> open_rounds_held_by(std::uint64_t facilitator_id);  // 0: by anybody
  std::uint64_t facilitator_of(std::uint64_t round_id);

  // For rules that fill in what a table of rights says; judged by nobody.
  std::optional<MemberState> member_state(std::uint64_t id);
  std::vector<MemberState> members();
  std::optional<ChannelState> channel_state(std::uint64_t id);
  std::int64_t last_event_ms();
  std::string time_zone();  // of the community: "Europe/Paris"

  SearchProgress* search_progress();  // nullptr: nobody tells

  // Journal rows after `after_seq` that `readable` may read, in order, at most `limit` rows and about `bytes_max`
  // bytes (the last one may pass them). Returns the seq up to which the journal was looked at: everything readable up
  // to there is in `rows`. That can be before the head though `rows` is short: somebody who may read little is not made
  // to wait for a million rows in one transaction (limits::journal_scan_rows_max). Call again until it is the head.
  std::uint64_t read_journal(const Readable& readable, std::uint64_t after_seq, std::size_t limit,
                             std::size_t bytes_max, std::vector<JournalRow>& rows);

  // The same for readers inside the server (indexer, mail): everything, unfiltered.
  std::uint64_t read_whole_journal(std::uint64_t after_seq, std::size_t limit, std::vector<JournalRow>& rows);

 private:
  struct State;
  explicit Reader(std::unique_ptr<State> state);
  Connection& connection();
  SearchReader& search_reader();
  std::unique_ptr<State> state_;
};

}  // namespace ramure::storage
