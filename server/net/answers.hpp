// Responses in one expression: every answer of the API is a Protobuf message in JSON, every refusal a Reply.
#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "ramure/v1/refusals.pb.h"
#include "server/net/http_message.hpp"

namespace ramure::net {

Response answer(const google::protobuf::Message& message);

// Under the status that fits the code. The body depends on nothing but the refusal: hidden and absent are alike to the
// byte.
Response refusal_answer(const v1::Refusal& refusal);
Response refusal_answer(v1::RefusalCode code, const std::string& sentence);

// A page that stands alone, made of people's words: nothing in it runs, nothing is fetched for it, nobody keeps it.
Response page_answer(std::string page);

unsigned status_of(v1::RefusalCode code);

}  // namespace ramure::net
