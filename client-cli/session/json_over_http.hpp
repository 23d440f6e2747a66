// What goes over HTTP as JSON beside the socket, for whoever is signed in (protocol/ramure/v1/accounts.proto).
#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "client-cli/net/http.hpp"
#include "client-cli/session/session.hpp"

namespace ramure::cli {

// Sends `wish` and reads `answer`; a refusal of the server is the failure, in the reader's language.
Result<void> ask_over_http(const Session& session, const std::string& path, const google::protobuf::Message& wish,
                           google::protobuf::Message& answer, About about = About::round);

// The refusal in an answer that is no success.
Failure refusal_in(const HttpAnswer& answer, About about = About::round);

}  // namespace ramure::cli
