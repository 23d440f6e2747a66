// What can be said of a query without looking at anything: are its fields within their bounds?
#pragma once

#include "ramure/v1/queries.pb.h"
#include "server/community/refuse.hpp"

namespace ramure::community {

Checked check_query(const v1::Query& query);

}  // namespace ramure::community
