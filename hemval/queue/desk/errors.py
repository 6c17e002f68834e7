"""What can go wrong at the officers' desk, in our words."""

from hemval.queue.errors import StoreError


class NoSuchRow(StoreError):
    """No row here has that id."""

    sentence = "There is no row %(row)s in the queue."


class ChangedByAnother(StoreError):
    """Another officer was there first; nothing was changed."""

    sentence = "Row %(row)s was changed by %(who)s at %(at)s. Look at it again."


class StepRefused(StoreError):
    """No such step leads out of the state that the row is in; nothing was changed."""

    sentence = "Row %(row)s is %(state)s, and cannot become %(to)s."


class ProviderMissing(StoreError):
    """Nobody waits in a queue that is no provider's."""

    sentence = "Row %(row)s needs the provider whose queue it is to wait in."


class PlaceChanged(StoreError):
    """The place in the queue is no longer the one that was seen; nothing was changed."""

    sentence = "The place of row %(row)s in its queue has changed. Look at it again."


class NotNext(StoreError):
    """Another is to be offered room before it, or it stands ahead already; nothing was changed."""

    sentence = "It is not the turn of row %(row)s in its queue."


class NoSuchBatch(StoreError):
    """No batch here has that number."""

    sentence = "There is no batch %(number)s."


class RowsChanged(StoreError):
    """What a batch would hold is not what was seen, or there is nothing; nothing was changed."""

    sentence = "What there is to download has changed. Look at it again."


class FileBroken(StoreError):
    """The kept file of a batch is not the one that was made; it is not handed out."""

    sentence = "The file of batch %(number)s is damaged, and is not handed out."


class SealBroken(StoreError):
    """The row is damaged, or sealed to a key we do not have."""

    sentence = "Row %(row)s cannot be opened with key %(key)s."


class SealMismatch(SealBroken):
    """What stands inside the seal belongs to another row: somebody moved it."""

    sentence = "Row %(row)s holds something that was sealed for another row, time or form."


class OutcomeBroken(StoreError):
    """What the rules came to when the row was taken over is damaged, or belongs to another row."""

    sentence = "What the rules said of row %(row)s cannot be opened."


class LoginRefused(StoreError):
    """Wrong name, wrong password, locked or closed: never said which."""

    sentence = "The name or the password is wrong, or the account is locked."


class CodeRefused(StoreError):
    """A wrong code, or one that was used: the password before it was right."""

    sentence = "The code is wrong or has been used. Wait until the app shows another, and write that."


class SecondFactorBroken(StoreError):
    """The secret of an account cannot be opened, or belongs to another account."""

    sentence = "The second factor of %(name)s is damaged. Run hemval officer new-code %(name)s."


class LoginBusy(StoreError):
    """Too many passwords are being checked at once."""

    sentence = "Too many people are signing in just now. Try again in a moment."


class PasswordRefused(StoreError):
    """A password that is too short or too long."""

    sentence = "The password must have at least %(least)d and at most %(most)d characters."


class NameRefused(StoreError):
    """A name that cannot be an account's."""

    sentence = "The name must have 2 to 64 characters, no colons, blanks at the ends or control signs."


class NameTaken(StoreError):
    """An account of that name exists, open or closed: a name in the log must always mean one person."""

    sentence = "There is already an account called %(name)s."


class AdministratorRefused(StoreError):
    """Somebody who is no administrator any more, or an administrator at their own account."""

    sentence = "Your own account is changed by another administrator, or by command."


class FirstPasswordKept(StoreError):
    """The first password was chosen once more as one's own."""

    sentence = "Choose another password than the one you got: somebody else has seen it."


class PasswordKept(StoreError):
    """The password that an account has was chosen once more."""

    sentence = "Choose another password than the one you have."


class RolesRefused(StoreError):
    """No role, one that does not exist, or admin together with another."""

    sentence = "Give at least one role of these: %(roles)s. Whoever is admin has no other."


class NotBesideAdmin(RolesRefused):
    """Admin together with another role."""

    sentence = "Whoever is admin has no other role. Leave out: %(roles)s."


class NoSuchOfficer(StoreError):
    """There is no open account of that name."""

    sentence = "There is no open account called %(name)s."


class BackupRefused(StoreError):
    """The folder for the backup already holds something."""

    sentence = "The folder %(path)s is not empty. Name one that does not exist."


class BackupFailed(StoreError):
    """The disk, or the rights on it, did not let the backup be written; what was begun is gone."""

    sentence = "The backup in %(path)s could not be written and is not kept: %(reason)s."


class KeyCopyMissing(StoreError):
    """An older version made the keys, without the copies for the officers' folder that a backup takes."""

    sentence = "%(path)s is missing, so no backup can be made. Run hemval init, which makes it."


class RestoreUnfinished(StoreError):
    """A restore was cut off while its files moved in."""

    sentence = "A restore into %(path)s was cut off. Run hemval queue restore again, before anything else."


class RowsWithoutKeys(StoreError):
    """There are rows but no keys: new ones would open none of them."""

    sentence = "There are choices in %(path)s but no keys. Restore a backup; new keys cannot open them."


class RestoreRefused(StoreError):
    """Something stands where the backup would go."""

    sentence = "There is already %(path)s. A backup is only restored where there is none, before hemval init."


class BackupBroken(StoreError):
    """The backup is incomplete or altered, or the key is not one of its two."""

    sentence = "The backup in %(path)s cannot be restored: %(reason)s."


class WrongKey(BackupBroken):
    """What was typed is neither of the backup's two keys; nothing was changed."""

    sentence = "This key does not open the backup in %(path)s. Look at what you typed, and which key it is."


class NoSuchAffected(StoreError):
    """Nobody affected has that id, or what is known of them cannot be used."""

    sentence = "There is no affected %(affected)s."


class NotTied(StoreError):
    """The choice belongs to no affected person."""

    sentence = "Row %(row)s is tied to nobody."


class ListChanged(StoreError):
    """What a list would change is not what was seen; nothing was changed."""

    sentence = "What the list would change is not what you saw. Look at it again."


class AffectedDamaged(StoreError):
    """It cannot be read who somebody is, who may stand in the list; nothing was changed."""

    sentence = (
        "It cannot be read who someone affected by %(exit)s is. No list can be taken in. Restore a backup."
    )


class HeldElsewhere(StoreError):
    """Somebody of the list is held by an exit that nobody finds by ``exits.yml``; nothing was changed."""

    sentence = "The list has someone of %(exit)s, and exits.yml has no exit of that id. Write it there again."


class ExitConfirmed(StoreError):
    """The exit stands in the case system: nothing of it is changed any more."""

    sentence = "The exit %(exit)s is confirmed. Nothing of it can be changed."


class AffectedChanged(StoreError):
    """Something is known of the affected person that was not seen; nothing was changed."""

    sentence = "%(affected)s has been changed since it was seen."


class RunTooEarly(StoreError):
    """Those who have not chosen still may."""

    sentence = "The rule for those who do not choose can be run for %(exit)s from %(day)s."


class CannotAppoint(StoreError):
    """The provider cannot help somebody from the day after; nothing was changed."""

    sentence = "The provider cannot be appointed for %(reference)s. %(reason)s."


class ConfirmRefused(StoreError):
    """Nobody is affected by the exit, or it is too late to take it back."""

    sentence = "The exit %(exit)s has no affected, or was confirmed more than a day ago."


class ConfirmTooEarly(StoreError):
    """The last day has not passed: choices that come in still count."""

    sentence = "The exit %(exit)s can be confirmed from %(day)s."


class ExitChanged(StoreError):
    """Something else is to become of somebody than what was seen; nothing was changed."""

    sentence = "The exit %(exit)s is not as you saw it. Look at it again."


class GapsLeft(StoreError):
    """The proof names somebody who may be left without help; nothing was changed."""

    sentence = "The exit %(exit)s has %(number)d of whom it is not settled who helps. See them first."


class HeadsOutOfReach(StoreError):
    """The second place for the log's heads cannot be read or written just now."""

    sentence = "The heads of the log in %(path)s cannot be used now: %(reason)s."
