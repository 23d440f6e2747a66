// One function per query, each inside the asker's transaction. Internal to storage/: Reader is the way in.
//
// False means hidden or absent, which are the same answer. Limits of 0 mean the default; limits above the maximum
// are cut to it (the door, server/community/answer.hpp, has refused them before). Very long lists of earlier wordings
// keep the latest.
#pragma once

#include <vector>

#include "ramure/v1/queries.pb.h"
#include "storage/asking.hpp"
#include "storage/reader.hpp"

namespace ramure::storage {

bool query_snapshot(Asking& asking, v1::Snapshot& answer);
bool query_directory(Asking& asking, const v1::GetSnapshot& query, v1::Snapshot& answer);  // a page of it
bool query_channel(Asking& asking, const v1::GetChannel& query, v1::ChannelAnswer& answer);
bool query_threads(Asking& asking, const v1::ListThreads& query, v1::ThreadList& answer);
bool query_thread(Asking& asking, const v1::GetThread& query, v1::ThreadAnswer& answer);
bool query_history(Asking& asking, const v1::GetHistory& query, v1::History& answer);
bool query_message(Asking& asking, const v1::GetMessage& query, v1::MessageAnswer& answer);
bool query_messages(Asking& asking, const v1::GetMessages& query, v1::MessageList& answer);
bool query_attachment(Asking& asking, std::uint64_t message_id, std::uint32_t position, CarriedFile& answer);
bool query_summary_versions(Asking& asking, const v1::GetSummaryVersions& query, v1::SummaryVersions& answer);
bool query_catch_up(Asking& asking, const v1::CatchUp& query, v1::CatchUpAnswer& answer);
bool query_map(Asking& asking, v1::MapAnswer& answer);
bool query_obstacle_life(Asking& asking, const v1::GetObstacleLife& query, v1::ObstacleLife& answer);
bool query_readers(Asking& asking, const v1::ListReaders& query, v1::ReaderList& answer);
void query_private_rows(Asking& asking, Connection& drafts, std::uint64_t since_revision, v1::PrivateRows& answer);

std::optional<FoundInSearch> query_found(Asking& asking, SearchHit hit);  // nullopt: not for this asker, or gone
Names query_names(Asking& asking);

// `readable` nullptr: everything. See Reader::read_journal.
std::uint64_t query_journal(Connection& db, const Readable* readable, std::uint64_t after_seq, std::size_t limit,
                            std::size_t bytes_max, std::vector<JournalRow>& rows);

}  // namespace ramure::storage
