#include "server/community/answer_files.hpp"

#include "protocol/limits.hpp"
#include "server/community/text.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::community {

Checked check_member(storage::Reader& reader, std::uint64_t member_id) {
  const auto member = reader.member_state(member_id);
  if (!member || member->status == v1::MEMBER_STATUS_LEFT) return refuse::stranger();
  return {};
}

Checked check_may_upload(storage::Reader& reader, std::uint64_t member_id) {
  if (auto checked = check_member(reader, member_id); !checked) return checked;
  const auto member = reader.member_state(member_id);
  const storage::Start start = reader.start(member_id);
  for (const storage::Readable::Place& place : start.readable.places()) {
    const auto channel = reader.channel_state(place.channel_id);
    if (channel && identity::can_write(place.role, *member, *channel)) return {};
  }
  return refuse::forbidden("", "there is no place where you may write");
}

Checked check_file_name(std::string_view name) {
  if (auto checked = check_line("name", name, 1, limits::attachment_name_bytes_max); !checked) return checked;
  if (name.find_first_of("/\\") != std::string_view::npos || name == "." || name == "..") {
    return refuse::invalid("name", "it is a name, without the folders that lead to it");
  }
  return {};
}

v1::Refusal no_room_for_file() {
  return refuse::too_large("file", limits::uploads_bytes_max, "bytes of one member").error();
}

std::expected<storage::CarriedFile, v1::Refusal> attachment(storage::Reader& reader, std::uint64_t member_id,
                                                            std::uint64_t message_id, std::uint32_t position) {
  if (auto checked = check_member(reader, member_id); !checked) return pass_on(checked);
  storage::CarriedFile file;
  if (!reader.attachment(member_id, message_id, position, file)) return refuse::not_found("message_id");
  return file;
}

bool may_be_kept(v1::ChannelKind kind) {
  return kind != v1::CHANNEL_KIND_PAIR_FOLLOW_UP && kind != v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP;
}

}  // namespace ramure::community
