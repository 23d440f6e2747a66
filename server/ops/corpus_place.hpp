// A place of a community by what it is: which channel that is follows from kind, territory and person.
#pragma once

#include <string>

#include "ramure/v1/model.pb.h"

namespace ramure::ops {

struct CorpusPlace {
  std::string id;  // the file's own; may be empty
  v1::ChannelKind kind = v1::CHANNEL_KIND_UNSPECIFIED;
  std::string territory_id, person_id;
};

}  // namespace ramure::ops
