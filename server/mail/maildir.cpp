#include "server/mail/maildir.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <tuple>

#include "server/ops/durable_files.hpp"

namespace ramure::mail {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t names_looked_at_max = 10'000;

}  // namespace

Maildir::Maildir(fs::path folder) : folder_(std::move(folder)) {
  for (const char* name : {"new", "cur", "tmp", "claimed", "aside"}) {
    const bool is_new = fs::create_directories(folder_ / name);
    if (is_new) fs::permissions(folder_ / name, fs::perms::owner_all | fs::perms::group_all);
  }
}

// Files that lie there themselves: no links, no pipes, nothing hidden.
std::vector<std::string> Maildir::names_in(const char* folder, std::size_t limit) const {
  std::vector<std::string> names;
  std::error_code gone;
  for (const auto& entry : fs::directory_iterator(folder_ / folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with('.') && entry.symlink_status(gone).type() == fs::file_type::regular) names.push_back(name);
    if (names.size() == names_looked_at_max) break;
  }
  std::ranges::sort(names);
  if (names.size() > limit) names.resize(limit);
  return names;
}

std::vector<std::string> Maildir::claim(std::size_t limit) {
  std::vector<std::string> names = names_in("claimed", limit);
  for (const std::string& name : names_in("new", limit - names.size())) {
    if (std::ranges::find(names, name) != names.end()) continue;  // the one that has this name goes first
    fs::rename(folder_ / "new" / name, folder_ / "claimed" / name);
    names.push_back(name);
  }
  return names;
}

fs::path Maildir::mark_of(const std::string& name) const { return folder_ / "claimed" / (".begun-" + name); }

// One byte for each time.
std::size_t Maildir::begin(const std::string& name) {
  const fs::path mark = mark_of(name);
  std::error_code not_there;
  const auto before = fs::file_size(mark, not_there);
  std::ofstream(mark, std::ios::binary | std::ios::app) << '.';
  return not_there ? 0 : before;
}

void Maildir::pause(const std::string& name) { fs::remove(mark_of(name)); }

ClaimedMail Maildir::read(const std::string& name) const {
  const fs::path file = folder_ / "claimed" / name;
  ClaimedMail mail;
  mail.is_too_large = fs::file_size(file) > mail_bytes_max;
  if (!mail.is_too_large) {
    mail.bytes = ops::read_whole_file(file, mail_bytes_max);
    return mail;
  }
  std::ifstream stream(file, std::ios::binary);
  mail.bytes.resize(head_bytes_max);
  stream.read(mail.bytes.data(), static_cast<std::streamsize>(mail.bytes.size()));
  mail.bytes.resize(static_cast<std::size_t>(stream.gcount()));
  if (stream.bad()) throw std::runtime_error(file.string() + ": it cannot be read");
  return mail;
}

void Maildir::finish(const std::string& name) {
  pause(name);  // first: no mark is ever left without its mail
  fs::remove(folder_ / "claimed" / name);
}

void Maildir::put_aside(const std::string& name, std::string_view reason) {
  pause(name);
  const fs::path file = folder_ / "claimed" / name;
  if (fs::file_size(file) > mail_bytes_max) fs::resize_file(file, head_bytes_max);
  ops::write_private_file(folder_ / "aside" / (name + ".reason"), std::string(reason) + "\n");
  fs::rename(file, folder_ / "aside" / name);
  tidy_aside(fs::file_time_type::clock::now());
}

// The latest stay.
void Maildir::tidy_aside(fs::file_time_type now) {
  struct File {
    fs::file_time_type at;
    fs::path path;
    std::uintmax_t bytes = 0;
  };
  std::vector<File> files;
  std::error_code gone;
  for (const auto& entry : fs::directory_iterator(folder_ / "aside")) {
    const std::uintmax_t bytes = entry.is_regular_file(gone) ? entry.file_size(gone) : 0;
    files.push_back({entry.last_write_time(gone), entry.path(), gone ? 0 : bytes});
  }
  std::ranges::sort(files,
                    [](const File& a, const File& b) { return std::tie(b.at, b.path) < std::tie(a.at, a.path); });
  std::uintmax_t bytes = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    bytes += files[i].bytes;
    const bool is_old = now - files[i].at > std::chrono::hours(24 * aside_days_max);
    if (is_old || i >= aside_files_max || bytes > aside_bytes_max) fs::remove(files[i].path, gone);
  }
}

}  // namespace ramure::mail
