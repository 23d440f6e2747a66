#include "server/net/answers.hpp"

#include "protocol/codec.hpp"

namespace ramure::net {

Response answer(const google::protobuf::Message& message) {
  Response response;
  response.body = protocol::to_json(message) + "\n";
  return response;
}

Response refusal_answer(const v1::Refusal& refusal) {
  v1::Reply reply;
  *reply.mutable_refusal() = refusal;
  Response response = answer(reply);
  response.status = status_of(refusal.code());
  const auto wait = refusal.data().find("retry_after_ms");
  if (wait != refusal.data().end()) {
    response.headers.emplace_back("Retry-After", std::to_string((std::stoll(wait->second) + 999) / 1000));
  }
  return response;
}

Response refusal_answer(v1::RefusalCode code, const std::string& sentence) {
  v1::Refusal refusal;
  refusal.set_code(code);
  refusal.set_message(sentence);
  return refusal_answer(refusal);
}

Response page_answer(std::string page) {
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.headers = {
      {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cache-Control", "private, no-store"},
  };
  response.body = std::move(page);
  return response;
}

unsigned status_of(v1::RefusalCode code) {
  switch (code) {
    case v1::REFUSAL_CODE_INVALID_ARGUMENT:
    case v1::REFUSAL_CODE_HELLO_REQUIRED:
    case v1::REFUSAL_CODE_UNSUPPORTED_VERSION: return 400;
    case v1::REFUSAL_CODE_UNAUTHENTICATED: return 401;
    case v1::REFUSAL_CODE_FORBIDDEN: return 403;
    case v1::REFUSAL_CODE_NOT_FOUND: return 404;
    case v1::REFUSAL_CODE_CONFLICT:
    case v1::REFUSAL_CODE_KEY_REUSED:
    case v1::REFUSAL_CODE_ARCHIVED:
    case v1::REFUSAL_CODE_ALREADY_DONE: return 409;
    case v1::REFUSAL_CODE_TOO_LARGE: return 413;
    case v1::REFUSAL_CODE_RATE_LIMITED: return 429;
    case v1::REFUSAL_CODE_UNIMPLEMENTED: return 501;
    case v1::REFUSAL_CODE_OVERLOADED:
    case v1::REFUSAL_CODE_STORAGE_UNAVAILABLE: return 503;
    default: return 500;
  }
}

}  // namespace ramure::net
