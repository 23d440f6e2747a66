#include "client-cli/session/files_over_http.hpp"

#include "client-cli/session/json_over_http.hpp"
#include "client-cli/text/language.hpp"
#include "protocol/codec.hpp"
#include "ramure/v1/accounts.pb.h"

namespace ramure::cli {

std::string with_community(const Session& session, const std::string& path) {
  if (session.profile.community.empty()) return path;
  const char* joint = path.find('?') == std::string::npos ? "?" : "&";
  return path + joint + "community=" + url_encoded(session.profile.community);
}

namespace {

Result<std::string> upload_file(const Session& session, const Address& address, const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file)) {
    return fail(Exit::usage, t({"{} n’est pas un fichier", "{} is no file"}, {file.string()}));
  }
  const std::string path = with_community(session, "/api/uploads?name=" + url_encoded(file.filename().string()));
  const auto answer = post_file(address, path, file, session.profile.token);
  if (!answer) return std::unexpected(answer.error());
  v1::Upload upload;
  if (answer->status == 200 && protocol::parse_json(answer->body, upload)) return upload.upload_id();
  Failure refused = refusal_in(*answer);
  refused.text = file.filename().string() + t({" : ", ": "}) + refused.text;
  return std::unexpected(refused);
}

}  // namespace

Result<std::vector<std::string>> upload_files(const Session& session, const std::vector<std::string>& paths) {
  std::vector<std::string> ids;
  if (paths.empty()) return ids;
  const auto address = parse_address(session.profile.address);
  if (!address) return std::unexpected(address.error());
  for (const std::string& path : paths) {
    auto id = upload_file(session, *address, path);
    if (!id) return std::unexpected(id.error());
    ids.push_back(std::move(*id));
  }
  return ids;
}

Result<void> fetch(const Session& session, const std::string& path, const TakePiece& take) {
  const auto address = parse_address(session.profile.address);
  if (!address) return std::unexpected(address.error());
  const auto answer = get(*address, with_community(session, path), session.profile.token, take);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status != 200) return std::unexpected(refusal_in(*answer));
  return {};
}

}  // namespace ramure::cli
