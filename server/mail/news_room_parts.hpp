// What the news room remembers of a community and asks of a person. Internal to this room.
#pragma once

#include "ramure/v1/private.pb.h"
#include "server/mail/news_room.hpp"

namespace ramure::mail {

struct NewsRoom::Community {
  std::string slug;
  std::filesystem::path folder;
  std::unique_ptr<storage::Reader> reader;
  std::unique_ptr<storage::NewsReader> tables;
  TimestampMs looked_at_ms = 0;                                       // when everybody's digest was last asked about
  std::vector<storage::MailReceiver> receivers = {};                  // as of then, or of somebody new
  std::map<std::uint64_t, std::chrono::sys_days> due_looked_at = {};  // by member: the day for which that was done
  std::map<std::uint64_t, TimestampMs> arrivals_looked_at_ms = {};    // by facilitator
};

// Somebody who can be written to, as he wishes it now.
struct NewsRoom::Receiver {
  storage::MailReceiver account;
  std::string name;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  v1::Settings settings;
  ReceiverTimes times;
  files::Language language = files::Language::french;
  std::string zone_name;

  // Nothing: he has left.
  static std::optional<Receiver> load(Community& community, const storage::MailReceiver& account);
};

}  // namespace ramure::mail
