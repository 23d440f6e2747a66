// A notice or a digest as a whole mail: lines become links that sign in, words come from templates, and the headers say
// how to stop it.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "server/mail/message.hpp"
#include "server/mail/news_lines.hpp"
#include "server/mail/stop_links.hpp"

namespace ramure::mail {

struct NewsLetter {
  std::string key;  // of the outbox
  Unasked kind = Unasked::notices;
  std::string slug;  // of the community
  std::filesystem::path own_templates;
  std::string community;  // its name
  std::string locale;     // "fr" or "en"
  Mailbox to;
  std::string from;        // an address
  std::string reply_to;    // empty: none
  std::string site;        // "https://ramure.example"
  std::string link_token;  // signs in, once
  std::string stop_token;
  std::string path;  // where the button leads
  std::map<std::string, NewsLines> lists;
  TimestampMs at_ms = 0;
};

std::string compose_news(const NewsLetter& letter);

// "https://ramure.example/lien#TOKEN.demo/fil/12?m=34": signs in after a button, then shows the page of this community.
// What stands behind # is never sent to a server.
std::string signing_link(const NewsLetter& letter, const std::string& path);

}  // namespace ramure::mail
