#include "server/ops/upkeep.hpp"

#include <unistd.h>
#include <algorithm>

#include "server/codev/shipped_templates.hpp"
#include "server/mail/templates.hpp"
#include "server/ops/administration_parts.hpp"
#include "server/ops/durable_files.hpp"
#include "storage/accounts.hpp"
#include "storage/backup.hpp"
#include "storage/check.hpp"
#include "storage/outbox.hpp"

namespace ramure::ops {

namespace {

namespace fs = std::filesystem;
using Kind = AdminFault::Kind;

void check_accounts(const DataPaths& paths, std::vector<std::string>& findings) {
  if (!fs::exists(paths.accounts())) return;
  const auto file = storage::AccountFile::read_only(paths.accounts());
  for (const std::string& sentence : file->check()) findings.push_back("accounts: " + sentence);
  for (const std::string& slug : slugs_in(paths)) {
    const auto directory = storage::read_directory(paths.community(slug));
    for (const auto& [member_id, name] : file->names_of_community(slug)) {
      if (std::ranges::find(directory.members, member_id, &v1::Member::id) != directory.members.end()) continue;
      findings.push_back("accounts: " + name + " is linked to " + slug + "'s member " + std::to_string(member_id) +
                         ", who does not exist");
    }
  }
}

// A community's own forms of rounds and words of mails: a server that finds a mistake works with the shipped ones.
void check_templates(const DataPaths& paths, const std::string& slug, std::vector<std::string>& findings) {
  for (const mail::TemplateMistake& mistake : mail::check_templates(paths.mail_templates(slug))) {
    findings.push_back(slug + ": templates: mail/" + mail::to_string(mistake));
  }
  const auto loaded = codev::templates_with(paths.templates(slug));
  if (loaded) return;
  for (const codev::TemplateMistake& mistake : loaded.error()) {
    findings.push_back(slug + ": templates: " + codev::to_string(mistake));
  }
}

void copy_files(const fs::path& from, const fs::path& to, std::string_view extension) {
  if (!fs::is_directory(from)) return;
  fs::create_directories(to);
  for (const auto& entry : fs::directory_iterator(from)) {
    if (!entry.is_regular_file() || entry.path().extension() != extension) continue;
    fs::copy_file(entry.path(), to / entry.path().filename(), fs::copy_options::overwrite_existing);
  }
  sync_folder_and_files(to);
}

// They are the operator's own files: what was written into them by hand goes with the backup, also what is mistaken.
void copy_templates(const DataPaths& from, const DataPaths& to, const std::string& slug) {
  copy_files(from.mail_templates(slug), to.mail_templates(slug), ".txt");
  copy_files(from.templates(slug), to.templates(slug), ".toml");
}

void check_outbox(const DataPaths& paths, std::vector<std::string>& findings) {
  if (!fs::exists(paths.mail())) return;
  for (const std::string& sentence : storage::OutboxFile(paths.mail()).check()) findings.push_back("mail: " + sentence);
}

void require_data(const DataPaths& paths) {
  if (!fs::is_directory(paths.root))
    throw AdminFaultError(Kind::data, paths.root.string() + ": there is no data folder");
}

// What `work` fills appears under its name when it is whole and on disk.
template <class Work>
void make_whole(const fs::path& target, Work work) {
  const fs::path aside = target.string() + ".partial-" + std::to_string(::getpid());
  fs::create_directories(aside);
  fs::permissions(aside, fs::perms::owner_all);
  try {
    work(aside);
    sync_folder(aside);
    if (fs::exists(target)) fs::remove(target);  // empty: the caller made sure
    fs::rename(aside, target);
    sync_folder(target.has_parent_path() ? target.parent_path() : ".");
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(aside, ignored);
    throw;
  }
}

}  // namespace

std::vector<std::string> check_data(const DataPaths& paths, const std::string& slug, const AdminProgress& progress) {
  require_data(paths);
  std::vector<std::string> findings;
  const std::vector<std::string> slugs = slug.empty() ? slugs_in(paths) : std::vector<std::string>{slug};
  for (const std::string& each : slugs) {
    const auto report = [&](std::string_view part, std::uint64_t done, std::uint64_t total) {
      progress(each + ": " + std::string(part), done, total);
    };
    for (const storage::Finding& finding : storage::check_community(existing_community(paths, each), report)) {
      findings.push_back(each + ": " + finding.part + ": " + finding.sentence);
    }
    check_templates(paths, each, findings);
  }
  if (slug.empty()) check_accounts(paths, findings);
  if (slug.empty()) check_outbox(paths, findings);
  return findings;
}

BackupMade backup_data(const DataPaths& paths, const fs::path& target, const AdminProgress& progress) {
  require_data(paths);
  if (fs::exists(target) && !(fs::is_directory(target) && fs::is_empty(target))) {
    throw AdminFaultError(Kind::refused, target.string() + " is there already; a backup is never written over another");
  }
  BackupMade made;
  make_whole(fs::absolute(target).lexically_normal(), [&](const fs::path& aside) {
    const DataPaths copy{aside};
    const auto report = [&](const std::string& what) {
      return [&progress, what](std::uint64_t done, std::uint64_t total) { progress(what, done, total); };
    };
    if (fs::exists(paths.accounts())) storage::backup_database(paths.accounts(), copy.accounts(), report("accounts"));
    made.slugs = slugs_in(paths);
    fs::create_directories(copy.communities());
    for (const std::string& slug : made.slugs) {
      made.files_left_out += storage::backup_community(paths.community(slug), copy.community(slug), report(slug));
      copy_templates(paths, copy, slug);
    }
    sync_folder(copy.communities());
  });
  return made;
}

std::vector<std::string> restore_data(const fs::path& backup, const DataPaths& paths) {
  const DataPaths source{backup};
  const std::vector<std::string> slugs = slugs_in(source);
  if (slugs.empty()) throw AdminFaultError(Kind::usage, backup.string() + ": this is no backup: it holds no community");
  for (const std::string& slug : slugs_in(paths)) {
    if (!fs::exists(paths.community(slug) / "community.db")) continue;
    throw AdminFaultError(Kind::refused,
                          "the data folder holds the community \"" + slug + "\"; restore into an empty one");
  }
  if (fs::exists(paths.accounts())) {
    throw AdminFaultError(Kind::refused, "the data folder holds accounts; restore into an empty one");
  }
  for (const std::string& slug : slugs) {
    fs::create_directories(paths.communities());
    copy_templates(source, paths, slug);  // before the database: without it there is no community yet
    storage::restore_community(source.community(slug), paths.community(slug));
  }
  // Last: a folder without accounts is one that nobody can use by mistake.
  if (fs::exists(source.accounts())) storage::backup_database(source.accounts(), paths.accounts());
  sync_folder(paths.communities());
  return slugs;
}

}  // namespace ramure::ops
