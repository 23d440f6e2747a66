// Roadmaps for the first page of a search: of each that one reads, the latest of its texts that holds the words. They
// are searched where they lie, with the words of each text remembered (RoadmapRules::known_words): there is no index of
// them to follow, to erase from or to check.
#pragma once

#include <vector>

#include "ramure/v1/queries.pb.h"
#include "server/community/answer_roadmaps.hpp"
#include "storage/search/index_reader.hpp"

namespace ramure::community {

// Newest first, at most limits::found_max. The text in force counts with the title and the actions as they are now; a
// frozen or named version with its name. Questions about threads and their authors find none.
void search_roadmaps(const RoadmapAsking& asking, const storage::Match& match,
                     const storage::SearchConditions& conditions, v1::SearchAnswer& answer);

// Reads what a search may ask of this roadmap, so that the first one does not have to. Some 2 ms for each text of 20
// kB.
void remember_words(const RoadmapRules& rules, const storage::StoredRoadmap& stored);

void add_highlights(const std::vector<storage::Range>& ranges,
                    google::protobuf::RepeatedPtrField<v1::Highlight>& highlights);  // answer_search.cpp

}  // namespace ramure::community
