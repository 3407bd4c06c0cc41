from sqlalchemy.orm import Session


def prices(session: Session, names):
    found = {}
    for name in names:
        found[name] = session.query(Price).filter_by(name=name).one_or_none()
    return found


class Price:
    name: str
