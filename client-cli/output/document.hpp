// A thread as data, for scripts. Documents for people are made by the server, from which `ramure export` fetches them:
// it has the rights, the files and the count, and browsers get the very same.
#pragma once

#include <span>
#include <string>

#include "ramure/v1/model.pb.h"

namespace ramure::cli {

// {"thread": …, "messages": […]}, in Protobuf's JSON mapping.
std::string json_document(const v1::Thread& thread, std::span<const v1::Message> messages);

}  // namespace ramure::cli
