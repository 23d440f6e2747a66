// The directory as one member is shown it, whole: for answers that name people or look at where they come from.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "ramure/v1/model.pb.h"
#include "storage/reader.hpp"

namespace ramure::community {

struct PeopleShown {
  std::map<std::uint64_t, v1::Member> members;
  std::map<std::uint64_t, v1::Territory> territories;

  std::string name(std::uint64_t member_id) const;  // empty: not shown to him
};

// Reads page by page; each page is a transaction of its own.
PeopleShown people_shown_to(storage::Reader& reader, std::uint64_t member_id);

}  // namespace ramure::community
