// The folder that holds everything of one server: where things are in it, whether they exist or not.
//
//   DATA/lock                       held by the one process that writes here: see server/data_lock.hpp
//   DATA/admin.sock                 where serve listens to the other ramured commands
//   DATA/accounts.db
//   DATA/mail.db                    the outbox, where mail is set up; in no backup: what it held may have been sent
//   DATA/communities/SLUG/          community.db, drafts.db, search.db, files/ …
//   DATA/communities/SLUG/templates/   *.toml, the community's own forms of rounds; mail/*.txt, its own words of mails;
//                                      written by its operator
//   DATA/communities/.creating-SLUG/   one that is being made; no slug begins with a dot
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::ops {

struct DataPaths {
  std::filesystem::path root;
  std::filesystem::path admin_socket() const { return root / "admin.sock"; }
  std::filesystem::path accounts() const { return root / "accounts.db"; }
  std::filesystem::path mail() const { return root / "mail.db"; }
  std::filesystem::path communities() const { return root / "communities"; }
  std::filesystem::path community(std::string_view slug) const { return communities() / slug; }
  std::filesystem::path templates(std::string_view slug) const { return community(slug) / "templates"; }
  std::filesystem::path mail_templates(std::string_view slug) const { return templates(slug) / "mail"; }
  std::filesystem::path creating(std::string_view slug) const {
    return communities() / (".creating-" + std::string(slug));
  }
};

// Of the communities that exist, sorted.
std::vector<std::string> slugs_in(const DataPaths& paths);

}  // namespace ramure::ops
