#include "server/ops/missing_places.hpp"

#include "server/community/places.hpp"
#include "server/identity/tokens.hpp"
#include "server/log.hpp"

namespace ramure::ops {

namespace {

// Of no moment: a key that is the same at every start.
constexpr TimestampMs key_time_ms = 1'500'000'000'000;

v1::Command opening_of(const community::ChannelNaming& place) {
  v1::Command command;
  command.set_command_key(identity::derived_command_key(key_time_ms, "place " + std::string(place.key)));
  v1::OpenChannel& open = *command.mutable_open_channel();
  open.set_kind(place.kind);
  open.set_title(std::string(place.title));
  open.set_key(std::string(place.key));
  return command;
}

bool open_in(const std::string& slug, const Submit& submit) {
  for (const community::ChannelNaming& place : community::places_of_community) {
    const auto accepted = submit(slug, community::Actor::founder(), opening_of(place));
    if (accepted || accepted.error().code() == v1::REFUSAL_CODE_ALREADY_DONE) continue;
    log_warning("a place of a community could not be opened",
                {{"place", place.key}, {"reason", accepted.error().message()}});
    return false;
  }
  return true;
}

}  // namespace

std::size_t open_missing_places(const std::vector<std::string>& slugs, const Submit& submit) {
  std::size_t whole = 0;
  for (const std::string& slug : slugs) whole += open_in(slug, submit) ? 1 : 0;
  return whole;
}

}  // namespace ramure::ops
