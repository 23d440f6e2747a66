#include "server/mail/folder.hpp"

#include <algorithm>
#include <utility>

#include "protocol/hex.hpp"
#include "server/identity/tokens.hpp"
#include "server/mail/decoding.hpp"
#include "server/ops/durable_files.hpp"

namespace ramure::mail {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t shown_bytes_max = 256 * 1024;  // of one mail

std::string file_name(const std::string& key) {
  constexpr std::size_t name_characters = 32;
  return hex_of(identity::bytes_of(identity::hash_of_token(key))).substr(0, name_characters) + ".eml";
}

ShownMail shown(std::string_view message) {
  ShownMail mail{.from = decoded_header(message, "From"),
                 .to = decoded_header(message, "To"),
                 .subject = decoded_header(message, "Subject"),
                 .date = decoded_header(message, "Date"),
                 .text = first_text_of(message),
                 .link = {}};
  if (const auto at = mail.text.find("http"); at != std::string::npos) {
    mail.link = mail.text.substr(at, mail.text.find_first_of(" \r\n", at) - at);
  }
  return mail;
}

}  // namespace

FolderTransport::FolderTransport(fs::path folder) : folder_(std::move(folder)) {
  const bool is_new = fs::create_directories(folder_);
  if (is_new) fs::permissions(folder_, fs::perms::owner_all);  // one that was there is the operator's
}

Delivery FolderTransport::send(const Parcel& parcel) {
  try {
    ops::write_private_file(folder_ / file_name(parcel.key), parcel.message);
    return {};
  } catch (const std::exception& error) {
    return {Handover::unreachable, std::string(error.what()).substr(0, reason_bytes_max)};
  }
}

std::vector<ShownMail> read_mails(const fs::path& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code nothing_there;
  for (const auto& entry : fs::directory_iterator(folder, nothing_there)) {
    if (entry.path().extension() != ".eml" || !entry.is_regular_file(nothing_there)) continue;
    files.emplace_back(entry.last_write_time(nothing_there), entry.path());
  }
  std::ranges::sort(files, std::greater());
  if (files.size() > shown_mails_max) files.resize(shown_mails_max);
  std::vector<ShownMail> mails;
  for (const auto& [written_at, path] : files) {
    try {
      mails.push_back(shown(ops::read_whole_file(path, shown_bytes_max)));
    } catch (const std::exception&) {
      continue;  // it was taken away meanwhile, or is no mail of ours
    }
  }
  return mails;
}

}  // namespace ramure::mail
