#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

Response text(unsigned status, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.content_type = "text/plain; charset=utf-8";
  return response;
}

}  // namespace

// The process runs and its loops turn: that this is answered at all is the answer.
void answer_health(const Services&, live::Loop&, Request, Respond respond) { respond(text(200, "alive\n")); }

void answer_readiness(const Services& services, live::Loop&, Request, Respond respond) {
  respond(services.is_draining ? text(503, "draining\n") : text(200, "ready\n"));
}

void answer_metrics(const Services& services, live::Loop&, Request, Respond respond) {
  Response response = text(200, services.metrics.render());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  respond(std::move(response));
}

}  // namespace ramure::net
