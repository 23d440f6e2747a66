#include "storage/compose.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

bool query_attachment(Asking& asking, std::uint64_t message_id, std::uint32_t position, CarriedFile& answer) {
  const auto accessed = asking.access_message(message_id);
  if (!accessed || accessed->message.redacted) return false;
  const v1::Event posted = load_event(asking.db(), message_id);
  if (position >= static_cast<std::uint32_t>(posted.message_posted().attachments_size())) return false;
  answer.description = posted.message_posted().attachments(static_cast<int>(position));
  answer.channel_id = accessed->thread.channel_id;
  answer.channel_kind = compose_channel(asking.db(), answer.channel_id).kind();
  auto epoch = asking.db().query("SELECT value FROM meta WHERE name = 'epoch'");
  CHECK(epoch.step(), "a journal has an epoch");
  answer.epoch = epoch.blob(0);
  return true;
}

}  // namespace ramure::storage
